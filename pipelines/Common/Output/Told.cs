namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>Progress that is told at once, on the thread that makes it.</summary>
internal sealed class Told<T>(Action<T> tell) : IProgress<T>
{
    /// <inheritdoc/>
    public void Report(T value) => tell(value);
}
