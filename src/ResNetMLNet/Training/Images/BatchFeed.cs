using ResNetMLNet.Training.Distribution;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Training.Images;

/// <summary>Gives the images of a set in batches: the next one is put together while the current one is worked on.</summary>
internal sealed class BatchFeed : IDisposable
{
    /// <summary>While a batch has to be waited for, it is asked this often whether the reader has had enough.</summary>
    private static readonly TimeSpan _askInterval = TimeSpan.FromMilliseconds(50);

    private readonly ImageSet _images;
    private readonly int _batchSize;
    private readonly ImageAugmenter? _augmenter;
    private readonly RankSlice _slice;
    private readonly bool _areMixed;
    private readonly ImageBatch[] _batches;

    /// <param name="images">The set.</param>
    /// <param name="batchSize">The rows of a batch.</param>
    /// <param name="device">Where the batches will be used.</param>
    /// <param name="augmenter">Changes the images; null leaves them as they are.</param>
    /// <param name="slice">Which rows of each batch it gives; null for all.</param>
    /// <param name="areMixed">Whether the rows of a batch will be mixed with each other.</param>
    public BatchFeed(
        ImageSet images, int batchSize, Device device, ImageAugmenter? augmenter = null, RankSlice? slice = null, bool areMixed = false)
    {
        _images = images;
        _batchSize = batchSize;
        _augmenter = augmenter;
        _slice = slice ?? RankSlice.Whole;
        _areMixed = areMixed;

        // A row that would be alone in the last batch joins the one before.
        var longest = Math.Min(images.Count - 1, batchSize) + 1;
        var capacity = Enumerable.Range(1, longest).Max(count => _slice.Of(count).Count) + (areMixed ? 1 : 0);
        Func<Tensor, Tensor>? pin = device.type == DeviceType.CUDA ? memory => memory.pin_memory() : null;
        _batches = [new ImageBatch(images, capacity, device, pin), new ImageBatch(images, capacity, device, pin)];
    }

    public int ImageCount => _images.Count;

    /// <summary>
    /// Gives all rows in an order, or those behind the first batches; each batch is valid until the next one is asked for.
    /// </summary>
    /// <param name="order">All rows.</param>
    /// <param name="firstBatch">The number of the batch to begin with, from 0.</param>
    /// <param name="epoch">The number of the epoch, for the augmenter.</param>
    /// <param name="isStopped">Ends the reading where images have to be waited for; null for never.</param>
    public IEnumerable<ImageBatch> Read(int[] order, int firstBatch = 0, int epoch = 0, Func<bool>? isStopped = null)
    {
        using var stop = new CancellationTokenSource();
        Task<ImageBatch>? current = null;
        Task<ImageBatch>? coming = null;
        try
        {
            foreach (var (number, rows) in RowOrder.Batches(order, _batchSize).Index().Skip(firstBatch))
            {
                current = coming;
                coming = Task.Run(() => Fill(BatchRows.Of(number, rows, _slice, _areMixed), epoch, stop.Token));
                if (current is null)
                    continue;
                if (!Await(current, isStopped))
                    yield break;
                yield return current.GetAwaiter().GetResult();
            }
            if (coming is not null && Await(coming, isStopped))
                yield return coming.GetAwaiter().GetResult();
        }
        finally
        {
            // The memory may be freed as soon as the reader stops. An error in filling it has been thrown above, unless the
            // reader had stopped for another reason.
            stop.Cancel();
            foreach (Task? batch in new[] { current, coming })
                batch?.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
        }
    }

    public void Dispose()
    {
        foreach (var batch in _batches)
            batch.Dispose();
    }

    private ImageBatch Fill(BatchRows rows, int epoch, CancellationToken cancellationToken)
    {
        _images.Await(rows.Rows.Span, cancellationToken);
        return _batches[rows.Number % 2].Fill(_images, rows, _augmenter, epoch, cancellationToken);
    }

    /// <summary>Waits for a batch, unless the reader has had enough.</summary>
    private bool Await(Task<ImageBatch> batch, Func<bool>? isStopped)
    {
        while (Task.WaitAny([batch], _askInterval) < 0)
        {
            if (isStopped?.Invoke() ?? false)
                return false;
        }

        // What has failed behind these rows is no reason to train on them first.
        _images.Store.ThrowIfFailed();

        // What cancels the training cancels the reading of images too.
        return batch.IsCompletedSuccessfully || !(isStopped?.Invoke() ?? false);
    }
}
