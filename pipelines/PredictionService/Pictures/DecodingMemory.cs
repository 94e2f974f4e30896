namespace ResNetMLNet.Pipelines.PredictionService.Pictures;

/// <summary>Lets pictures be decoded when there is memory for them, in the order in which they came.</summary>
/// <param name="most">The most bytes that they take at once.</param>
internal sealed class DecodingMemory(long most) : IDisposable
{
    private readonly Lock _lock = new();

    // All others wait behind the first: a large picture would never find room beside small ones that pass it by.
    private readonly SemaphoreSlim _turn = new(1);
    private readonly SemaphoreSlim _freed = new(0);
    private long _taken;

    /// <summary>Waits until there is room, and takes it until the result is disposed of.</summary>
    /// <param name="bytes">The bytes, at most as many as there are in all.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<IDisposable> TakeAsync(long bytes, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            while (!TryTake(bytes))
                await _freed.WaitAsync(cancellationToken);
            return new Room(this, bytes);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _turn.Dispose();
        _freed.Dispose();
    }

    private bool TryTake(long bytes)
    {
        lock (_lock)
        {
            if (_taken + bytes > most)
                return false;
            _taken += bytes;
            return true;
        }
    }

    private void Free(long bytes)
    {
        lock (_lock)
        {
            _taken -= bytes;
            if (_freed.CurrentCount == 0)
                _freed.Release();
        }
    }

    private sealed class Room(DecodingMemory memory, long bytes) : IDisposable
    {
        public void Dispose() => memory.Free(bytes);
    }
}
