namespace ResNetMLNet.Pipelines.PredictionService.Pictures;

/// <summary>What one request keeps in memory, until this is disposed of.</summary>
/// <param name="buffered">Where the bytes of all requests are counted.</param>
internal sealed class RequestMemory(BufferedBytes buffered) : IDisposable
{
    private long _bytes;

    /// <summary>Keeps further bytes.</summary>
    /// <exception cref="Problems.ServiceProblemException">All requests together keep too many.</exception>
    public void Add(long bytes) => ChangeTo(_bytes + bytes);

    /// <summary>Keeps this many bytes from now on.</summary>
    /// <exception cref="Problems.ServiceProblemException">All requests together keep too many.</exception>
    public void ChangeTo(long bytes)
    {
        buffered.Change(_bytes, bytes);
        _bytes = bytes;
    }

    /// <inheritdoc/>
    public void Dispose() => ChangeTo(0);
}
