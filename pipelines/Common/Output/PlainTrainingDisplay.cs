using ResNetMLNet.History;
using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>
/// The display without a terminal: a line per epoch, and within one a line every ten seconds at most.
/// </summary>
internal sealed class PlainTrainingDisplay(ProgramConsole console, int epochCount, string validationName) : ITrainingDisplay
{
    private long _lastLine = console.Time.GetTimestamp();

    /// <inheritdoc/>
    public T Run<T>(Func<T> training)
    {
        WriteLine("Reading the images, then training ...");
        return training();
    }

    /// <inheritdoc/>
    public void Report(TrainingProgress progress)
    {
        if (console.Time.GetElapsedTime(_lastLine) < ProgramConsole.LineInterval)
            return;
        var left = ProgressText.TimeLeft(progress) is { } time ? $", {ProgressText.Of(time)} left" : "";
        var percent = 100 * progress.ImagesSeen / Math.Max(1, progress.ImageCount);
        WriteLine($"epoch {progress.Epoch}/{progress.EpochCount}: {percent}%, {ProgressText.Of(progress)}{left}");
    }

    /// <inheritdoc/>
    public void Report(EpochMetrics epoch) => WriteLine(ProgressText.Of(epoch, epochCount, validationName));

    /// <inheritdoc/>
    public void Note(string text) => WriteLine(text);

    /// <inheritdoc/>
    public void ReportStopping() => WriteLine("Stopping after the running batch ...");

    private void WriteLine(string text)
    {
        console.WriteNotice(text);
        _lastLine = console.Time.GetTimestamp();
    }
}
