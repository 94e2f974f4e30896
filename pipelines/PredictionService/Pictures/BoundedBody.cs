using ResNetMLNet.Pipelines.PredictionService.Problems;

namespace ResNetMLNet.Pipelines.PredictionService.Pictures;

/// <summary>A request's body, which ends in an error when more is sent than is taken.</summary>
/// <param name="body">The body.</param>
/// <param name="limit">The most bytes that are taken.</param>
/// <param name="memory">Where the memory for it is counted.</param>
internal sealed class BoundedBody(Stream body, long limit, RequestMemory memory) : Stream
{
    private long _read;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await body.ReadAsync(buffer, cancellationToken);
        if (_read + count > limit)
            throw new ServiceProblemException(ServiceProblem.BodyTooLarge(limit, length: null));
        memory.Add(MemoryShares.BytesPerBodyByte * (long)count);
        _read += count;
        return count;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
