using static TorchSharp.torch;

namespace ResNetMLNet.Training.Images;

/// <summary>Gives the images of a set in batches: the next one is put together while the current one is worked on.</summary>
internal sealed class BatchFeed : IDisposable
{
    private readonly ImageSet _images;
    private readonly int _batchSize;
    private readonly ImageAugmenter? _augmenter;
    private readonly ImageBatch[] _batches;

    /// <param name="images">The set.</param>
    /// <param name="batchSize">The rows of a batch.</param>
    /// <param name="device">Where the batches will be used.</param>
    /// <param name="augmenter">Changes the images; null leaves them as they are.</param>
    public BatchFeed(ImageSet images, int batchSize, Device device, ImageAugmenter? augmenter = null)
    {
        _images = images;
        _batchSize = batchSize;
        _augmenter = augmenter;

        // A row that would be alone in the last batch joins the one before.
        var capacity = Math.Min(images.Count - 1, batchSize) + 1;
        _batches = [new ImageBatch(images, capacity, device), new ImageBatch(images, capacity, device)];
    }

    public int ImageCount => _images.Count;

    /// <summary>
    /// Gives all rows in an order, or those behind the first batches; each batch is valid until the next one is asked for.
    /// </summary>
    /// <param name="order">All rows.</param>
    /// <param name="firstBatch">The number of the batch to begin with, from 0.</param>
    /// <param name="epoch">The number of the epoch, for the augmenter.</param>
    public IEnumerable<ImageBatch> Read(int[] order, int firstBatch = 0, int epoch = 0)
    {
        Task<ImageBatch>? coming = null;
        try
        {
            foreach (var (number, rows) in RowOrder.Batches(order, _batchSize).Index().Skip(firstBatch))
            {
                var current = coming;
                coming = Task.Run(() => _batches[number % 2].Fill(_images, rows, _augmenter, epoch, number));
                if (current is not null)
                    yield return current.GetAwaiter().GetResult();
            }
            if (coming is not null)
                yield return coming.GetAwaiter().GetResult();
        }
        finally
        {
            // The memory may be freed as soon as the reader stops. An error in filling it has been thrown above, unless the
            // reader had stopped for another reason.
            ((Task?)coming)?.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
        }
    }

    public void Dispose()
    {
        foreach (var batch in _batches)
            batch.Dispose();
    }
}
