using System.Net;

namespace ResNetMLNet.Tests.Utilities;

/// <summary>Mirrors without a network: answers by address, and remembers what was asked.</summary>
internal sealed class FakeMirrors : HttpMessageHandler
{
    private readonly Dictionary<Uri, Func<HttpContent>> _answers = [];

    public List<Uri> Asked { get; } = [];

    public FakeMirrors Serve(Uri mirror, string name, byte[] content) =>
        Serve(mirror, name, () => new ByteArrayContent(content));

    public FakeMirrors Serve(Uri mirror, string name, Func<HttpContent> content)
    {
        _answers[new Uri(mirror, name + ".gz")] = content;
        return this;
    }

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Add(request.RequestUri!);
        return Task.FromResult(_answers.TryGetValue(request.RequestUri!, out var content)
            ? new HttpResponseMessage(HttpStatusCode.OK) { Content = content() }
            : new HttpResponseMessage(HttpStatusCode.NotFound));
    }
}
