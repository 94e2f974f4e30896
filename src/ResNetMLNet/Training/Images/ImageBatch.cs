using static TorchSharp.torch;

namespace ResNetMLNet.Training.Images;

/// <summary>Memory for one batch of images, labels and weights, filled again and again.</summary>
internal sealed class ImageBatch : IDisposable
{
    private readonly BatchMemory _images;
    private readonly BatchMemory _labels;
    private readonly BatchMemory? _weights;
    private readonly Device _device;
    private readonly int _imageSize;
    private BatchRows _rows;

    /// <param name="images">The set whose rows it will hold.</param>
    /// <param name="capacity">The most rows that it will hold.</param>
    /// <param name="device">Where the batch will be used.</param>
    /// <param name="pin">Makes a copy in memory that a GPU copies from; null where the device uses the memory itself.</param>
    public ImageBatch(ImageSet images, int capacity, Device device, Func<Tensor, Tensor>? pin)
    {
        (_device, _imageSize) = (device, images.Image.Size);
        var (channels, height, width) = images.Image;
        _images = new BatchMemory([capacity, channels, height, width], ScalarType.Float32, pin);
        _labels = new BatchMemory([capacity], ScalarType.Int64, pin);
        if (images.Weights is not null)
            _weights = new BatchMemory([capacity], ScalarType.Float32, pin);
    }

    /// <summary>
    /// The images on the device: (rows, channels, height, width), valid until the next filling; freed with the dispose scope.
    /// </summary>
    public Tensor Images => _images.On(_device, _rows.Rows.Length);

    /// <summary>The classes on the device: (rows), valid until the next filling; freed with the dispose scope.</summary>
    public Tensor Labels => _labels.On(_device, _rows.Rows.Length);

    /// <summary>
    /// The weights on the device: (rows), valid until the next filling; freed with the dispose scope. Null if the set has none.
    /// </summary>
    public Tensor? Weights => _weights?.On(_device, _rows.Rows.Length);

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
        foreach (var memory in new[] { _images, _labels, _weights })
            memory?.EndFilling(rows.Rows.Length);
        return this;
    }

    public void Dispose()
    {
        _images.Dispose();
        _labels.Dispose();
        _weights?.Dispose();
    }

    private Span<float> Room(int index) => _images.Values<float>().Slice(index * _imageSize, _imageSize);
}
