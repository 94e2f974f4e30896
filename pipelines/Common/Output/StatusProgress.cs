namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>Shows progress of the library at once, on the thread that makes it.</summary>
/// <param name="show">Shows a text, and knows of one thread at a time only.</param>
internal sealed class StatusProgress(Action<string> show) : IProgress<string>
{
    /// <inheritdoc/>
    public void Report(string value)
    {
        lock (show)
            show(value);
    }
}
