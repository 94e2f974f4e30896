using ResNetMLNet.Training;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ResNetMLNet.Pipelines.FashionMnist.Output;

/// <summary>The display on a terminal: one bar over all epochs with loss, accuracy, speed and time left.</summary>
internal sealed class LiveTrainingDisplay(ProgramConsole console, int epochCount) : ITrainingDisplay
{
    // The display's own thread reads it; a string is swapped whole.
    private volatile string _state = "the first batch is running";
    private ProgressTask? _task;

    /// <inheritdoc/>
    public T Run<T>(Func<T> training) => console.Progress.Progress()
        .Columns(
            new TaskDescriptionColumn { Alignment = Justify.Left },
            new ProgressBarColumn { Width = 24 },
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
            : ProgressText.Of(progress) + ", scoring the test images";
    }

    /// <inheritdoc/>
    public void Report(EpochMetrics epoch) => console.Progress.WriteLine(ProgressText.Of(epoch, epochCount));

    /// <inheritdoc/>
    public void ReportStopping() => _state = "stopping after the running batch";

    private sealed class TextColumn(Func<string> text) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(text());
    }
}
