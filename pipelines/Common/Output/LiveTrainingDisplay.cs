using ResNetMLNet.History;
using ResNetMLNet.Training;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>The display on a terminal: one bar over all epochs with loss, accuracy, speed and time left.</summary>
internal sealed class LiveTrainingDisplay(ProgramConsole console, int epochCount, string validationName)
    : ITrainingDisplay
{
    // All that stands beside the bar: on a terminal of 80 columns everything still fits one line.
    private const int TextWidth = 68;

    // The display's own thread reads it; a string is swapped whole.
    private volatile string _state = "reading the images";
    private ProgressTask? _task;

    /// <inheritdoc/>
    public T Run<T>(Func<T> training) => console.Progress.Progress()
        .Columns(
            new TaskDescriptionColumn { Alignment = Justify.Left },
            new ProgressBarColumn { Width = Math.Clamp(console.Progress.Profile.Width - TextWidth, 8, 40) },
            new PercentageColumn(),
            new TextColumn(() => _state))
        .Start(context =>
        {
            _task = context.AddTask($"epoch 1/{epochCount}", maxValue: epochCount);
            return training();
        });

    /// <inheritdoc/>
    public void Report(TrainingProgress progress)
    {
        if (_task is null)
            return;
        var share = (double)progress.ImagesSeen / Math.Max(1, progress.ImageCount);
        _task.Description = $"epoch {progress.Epoch}/{progress.EpochCount}";
        _task.Value = progress.Epoch - 1 + share;
        var left = ProgressText.TimeLeft(progress) is { } time ? $", {ProgressText.Of(time)} left" : "";
        _state = share < 1
            ? ProgressText.Of(progress) + left
            : ProgressText.Of(progress) + ", scoring";
    }

    /// <inheritdoc/>
    public void Report(EpochMetrics epoch) => Note(ProgressText.Of(epoch, epochCount, validationName));

    /// <inheritdoc/>
    public void Note(string text)
    {
        // Padded, because the lines replace those of the display, which is not cleared first.
        var width = console.Progress.Profile.Width;
        foreach (var line in text.Split('\n'))
            console.Progress.WriteLine(line.PadRight((line.Length + width - 1) / width * width));
    }

    /// <inheritdoc/>
    public void ReportStopping() => _state = "stopping after the running batch";

    private sealed class TextColumn(Func<string> text) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(text());
    }
}
