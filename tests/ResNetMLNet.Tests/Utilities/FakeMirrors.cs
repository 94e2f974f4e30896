using System.Net;

namespace ResNetMLNet.Tests.Utilities;

/// <summary>Mirrors without a network: answers by address, and remembers what was asked.</summary>
internal sealed class FakeMirrors : HttpMessageHandler
{
    private readonly Dictionary<Uri, Func<HttpContent>> _answers = [];

    public List<Uri> Asked { get; } = [];

    public FakeMirrors Serve(Uri mirror, string name, byte[] content) => Serve(mirror, name, () => new ByteArrayContent(content));

    public FakeMirrors Serve(Uri mirror, string name, Func<HttpContent> content)
    {
        _answers[new Uri(mirror, name + ".gz")] = content;
        return this;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Add(request.RequestUri!);
        return Task.FromResult(_answers.TryGetValue(request.RequestUri!, out var content)
            ? new HttpResponseMessage(HttpStatusCode.OK) { Content = content() }
            : new HttpResponseMessage(HttpStatusCode.NotFound));
    }
}

/// <summary>A body that sends some bytes and then nothing more, without ending.</summary>
internal sealed class StallingContent(byte[] start) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        throw new NotSupportedException("Read it as a stream.");

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new StallingStream(start));

    protected override bool TryComputeLength(out long length)
    {
        length = start.Length * 2;
        return true;
    }

    private sealed class StallingStream(byte[] start) : MemoryStream(start, writable: false)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position == Length)
                await Task.Delay(Timeout.Infinite, cancellationToken);
            return Read(buffer.Span);
        }
    }
}
