using ResNetMLNet.Benchmarks.Data;
using static TorchSharp.torch;

namespace ResNetMLNet.Benchmarks.Contenders;

/// <summary>All images as one tensor, as a bare training loop holds them.</summary>
internal sealed class ImageTensors : IDisposable
{
    private readonly Tensor _images;
    private readonly Tensor _labels;

    /// <param name="images">The images.</param>
    /// <param name="device">Where they are held.</param>
    public ImageTensors(Images images, Device device)
    {
        using var scope = NewDisposeScope();
        _images = tensor(images.Values, images.Count, images.Channels, images.Size, images.Size).to(device).DetachFromDisposeScope();
        _labels = tensor(images.Labels).to(ScalarType.Int64).to(device).DetachFromDisposeScope();
    }

    /// <summary>The numbers of rows, as <see cref="Select"/> takes them, where the images are.</summary>
    public Tensor Index(int[] rows)
    {
        using var numbers = tensor(rows, dtype: ScalarType.Int64);
        return numbers.to(_images.device);
    }

    /// <summary>The images and labels of some rows.</summary>
    public (Tensor Images, Tensor Labels) Select(Tensor index) => (_images.index_select(0, index), _labels.index_select(0, index));

    /// <inheritdoc/>
    public void Dispose()
    {
        _images.Dispose();
        _labels.Dispose();
    }
}
