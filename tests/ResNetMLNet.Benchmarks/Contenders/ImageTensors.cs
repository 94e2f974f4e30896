using ResNetMLNet.Benchmarks.Data;
using static TorchSharp.torch;

namespace ResNetMLNet.Benchmarks.Contenders;

/// <summary>All images as one tensor, as a bare training loop holds them.</summary>
internal sealed class ImageTensors : IDisposable
{
    private readonly Tensor _images;
    private readonly Tensor _labels;

    public ImageTensors(Images images)
    {
        _images = tensor(images.Values, images.Count, 1, images.Size, images.Size).DetachFromDisposeScope();
        _labels = tensor(images.Labels).to(ScalarType.Int64).DetachFromDisposeScope();
    }

    /// <summary>The images and labels of some rows.</summary>
    public (Tensor Images, Tensor Labels) Select(ReadOnlyMemory<int> rows)
    {
        using var index = tensor(rows.ToArray()).to(ScalarType.Int64);
        return (_images.index_select(0, index), _labels.index_select(0, index));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _images.Dispose();
        _labels.Dispose();
    }
}
