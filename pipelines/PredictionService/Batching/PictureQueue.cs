using Microsoft.Extensions.Options;
using ResNetMLNet.Pipelines.PredictionService.Configuration;
using ResNetMLNet.Pipelines.PredictionService.Observability;

namespace ResNetMLNet.Pipelines.PredictionService.Batching;

/// <summary>The pictures that wait to be scored: a bounded queue that gives them out in batches.</summary>
/// <remarks>
/// A batch goes as soon as it is full, as its oldest picture has waited for the longest delay, or as no request is on its way
/// that could add to it. So a request that is alone never waits, and what piled up during a batch goes at once afterwards.
/// A lock serves where a channel would not: the pictures of a request are let in all or none, and the end of a wait depends
/// on what is on its way.
/// </remarks>
internal sealed class PictureQueue(IOptions<ServiceOptions> options, ServiceMetrics metrics)
{
    private readonly ServiceOptions _options = options.Value;
    private readonly Queue<QueuedPicture> _waiting = [];
    private readonly object _lock = new();
    private int _admitted;
    private int _onTheirWay;
    private bool _isClosed;

    /// <summary>Tells that a request has begun, until the result is disposed of.</summary>
    public Arrival Announce()
    {
        lock (_lock)
            _onTheirWay++;
        return new Arrival(this);
    }

    /// <summary>Keeps places for the pictures of a request: for all of them, or none.</summary>
    /// <returns>Whether there are as many places.</returns>
    public bool TryAdmit(int count)
    {
        lock (_lock)
        {
            if (_isClosed || _admitted + count > _options.QueueCapacity)
                return false;
            Occupy(count);
            return true;
        }
    }

    /// <summary>Gives back places that are not needed after all.</summary>
    public void GiveBack(int count)
    {
        lock (_lock)
            Occupy(-count);
    }

    /// <summary>Adds pictures on their places.</summary>
    public void Add(IReadOnlyList<QueuedPicture> pictures)
    {
        lock (_lock)
        {
            foreach (var picture in pictures)
                _waiting.Enqueue(picture);
            Monitor.Pulse(_lock);
        }
    }

    /// <summary>Waits for the next batch, whose pictures are all for the same computation of the same model.</summary>
    /// <returns>The pictures; none once the queue is closed and empty.</returns>
    public List<QueuedPicture> Take()
    {
        lock (_lock)
        {
            while (WaitingTime() is { } time)
                Monitor.Wait(_lock, time);
            var batch = new List<QueuedPicture>();
            while (batch.Count < _options.MaximumBatchSize && _waiting.TryPeek(out var next)
                && (batch.Count == 0 || batch[0].Numbers == next.Numbers))
            {
                batch.Add(_waiting.Dequeue());
            }

            Occupy(-batch.Count);
            return batch;
        }
    }

    /// <summary>Lets nothing in any more; what is in is still given out.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            Monitor.Pulse(_lock);
        }
    }

    /// <summary>How long to wait before the next batch goes; null if it goes now.</summary>
    private TimeSpan? WaitingTime()
    {
        if (_waiting.Count == 0)
            return _isClosed && _admitted == 0 ? null : Timeout.InfiniteTimeSpan;
        if (_waiting.Count >= _options.MaximumBatchSize || _onTheirWay == 0)
            return null;
        var rest = _options.MaximumBatchDelay - _waiting.Peek().Age;
        return rest > TimeSpan.Zero ? rest : null;
    }

    private void Occupy(int count)
    {
        _admitted += count;
        metrics.SetQueue(_admitted);
        if (_isClosed)
            Monitor.Pulse(_lock);
    }

    private void Arrive()
    {
        lock (_lock)
        {
            _onTheirWay--;
            Monitor.Pulse(_lock);
        }
    }

    /// <summary>A request whose pictures are not in the queue yet.</summary>
    internal sealed class Arrival(PictureQueue queue) : IDisposable
    {
        private bool _hasArrived;

        /// <summary>Ends it: the pictures are in the queue, or will never be.</summary>
        public void Dispose()
        {
            if (!_hasArrived)
                queue.Arrive();
            _hasArrived = true;
        }
    }
}
