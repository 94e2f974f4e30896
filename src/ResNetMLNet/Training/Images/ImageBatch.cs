using ResNetMLNet.Interop;
using static TorchSharp.torch;

namespace ResNetMLNet.Training.Images;

/// <summary>Memory for one batch of images, labels and weights, filled again and again.</summary>
internal sealed class ImageBatch : IDisposable
{
    private readonly Tensor _images;
    private readonly Tensor _labels;
    private readonly Tensor? _weights;
    private readonly Device _device;
    private readonly int _imageSize;
    private BatchRows _rows;

    /// <param name="images">The set whose rows it will hold.</param>
    /// <param name="capacity">The most rows that it will hold.</param>
    /// <param name="device">Where the batch will be used.</param>
    public ImageBatch(ImageSet images, int capacity, Device device)
    {
        using var scope = NewDisposeScope();
        (_device, _imageSize) = (device, images.Image.Size);
        var (channels, height, width) = images.Image;
        _images = Staging(empty(capacity, channels, height, width, dtype: ScalarType.Float32, device: CPU));
        _labels = Staging(empty(capacity, dtype: ScalarType.Int64, device: CPU));
        if (images.Weights is not null)
            _weights = Staging(empty(capacity, dtype: ScalarType.Float32, device: CPU));
    }

    /// <summary>
    /// The images on the device: (rows, channels, height, width), valid until the next filling; freed with the dispose scope.
    /// </summary>
    public Tensor Images => _images.narrow(0, 0, _rows.Rows.Length).to(_device);

    /// <summary>The classes on the device: (rows), valid until the next filling; freed with the dispose scope.</summary>
    public Tensor Labels => _labels.narrow(0, 0, _rows.Rows.Length).to(_device);

    /// <summary>
    /// The weights on the device: (rows), valid until the next filling; freed with the dispose scope. Null if the set has none.
    /// </summary>
    public Tensor? Weights => _weights?.narrow(0, 0, _rows.Rows.Length).to(_device);

    /// <summary>Which rows it holds.</summary>
    public BatchRows Rows => _rows;

    /// <summary>Copies rows of the set in here.</summary>
    /// <param name="images">The set.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="augmenter">Changes the images; null leaves them as they are.</param>
    /// <param name="epoch">The number of the epoch, for the augmenter.</param>
    /// <param name="cancellationToken">Ends it where it takes long.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public ImageBatch Fill(
        ImageSet images, BatchRows rows, ImageAugmenter? augmenter, int epoch, CancellationToken cancellationToken)
    {
        if (augmenter is null)
            images.CopyImages(rows.Rows, Room, cancellationToken: cancellationToken);
        else
            augmenter.CopyImages(images, rows, Room, epoch, cancellationToken);
        images.CopyLabels(rows.Rows.Span, _labels.Values<long>());
        if (_weights is not null)
            images.CopyWeights(rows.Rows.Span, _weights.Values<float>());
        _rows = rows;
        return this;
    }

    public void Dispose()
    {
        _images.Dispose();
        _labels.Dispose();
        _weights?.Dispose();
    }

    private Span<float> Room(int index) => _images.Values<float>().Slice(index * _imageSize, _imageSize);

    /// <summary>A GPU copies faster from pinned memory.</summary>
    private Tensor Staging(Tensor memory) =>
        (_device.type == TorchSharp.DeviceType.CUDA ? memory.pin_memory() : memory).DetachFromDisposeScope();
}
