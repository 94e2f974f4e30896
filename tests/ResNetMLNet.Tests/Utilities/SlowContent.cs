using System.Net;

namespace ResNetMLNet.Tests.Utilities;

/// <summary>A body that arrives in pieces, each after a pause.</summary>
internal sealed class SlowContent(byte[] content, int pieces, TimeSpan pause) : HttpContent
{
    private bool _ends = true;

    /// <summary>A body that sends some bytes at once and then nothing more, without ending.</summary>
    public static SlowContent Stalling(byte[] content) => new(content, 1, TimeSpan.Zero) { _ends = false };

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        throw new NotSupportedException("Read it as a stream.");

    protected override Task<Stream> CreateContentReadStreamAsync() =>
        Task.FromResult<Stream>(new SlowStream(content, (content.Length / pieces) + 1, pause, _ends));

    protected override bool TryComputeLength(out long length)
    {
        length = content.Length;
        return _ends;
    }

    private sealed class SlowStream(byte[] content, int piece, TimeSpan pause, bool ends) : MemoryStream(content,
        writable: false)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer,
            CancellationToken cancellationToken = default)
        {
            if (Position == Length && !ends)
                await Task.Delay(Timeout.Infinite, cancellationToken);
            await Task.Delay(pause, cancellationToken);
            return Read(buffer.Span[..Math.Min(piece, buffer.Length)]);
        }
    }
}
