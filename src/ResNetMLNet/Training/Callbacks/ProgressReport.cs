using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.Runtime;

namespace ResNetMLNet.Training.Callbacks;

/// <summary>Tells the callbacks of the options, ML.NET's log and ML.NET's progress about a training.</summary>
internal sealed class ProgressReport : ITrainingCallback, IDisposable
{
    /// <summary>Reading loss and accuracy waits for the device, so it is done rarely.</summary>
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(200);

    private readonly IChannel _channel;
    private readonly IProgressChannel _progress;
    private readonly TorchTrainerOptions _options;
    private readonly Stopwatch _sinceReport = Stopwatch.StartNew();
    private TrainingProgress _last;

    public ProgressReport(IHost host, IChannel channel, TorchTrainerOptions options)
    {
        _channel = channel;
        _options = options;
        _progress = host.StartProgressChannel("Training");
        _progress.SetHeader(new ProgressHeader(["Loss", "Accuracy"], ["epochs", "images"]), entry =>
        {
            entry.SetProgress(0, Math.Max(0, _last.Epoch - 1), options.Epoch);
            entry.SetProgress(1, _last.ImagesSeen, _last.ImageCount);
            entry.SetMetric(0, _last.Loss);
            entry.SetMetric(1, _last.Accuracy);
        });
    }

    /// <inheritdoc/>
    public void OnBatchEnd(TrainingRun run)
    {
        if (_sinceReport.Elapsed < _interval)
            return;
        _sinceReport.Restart();
        _last = new TrainingProgress(
            run.Epoch, run.EpochCount, run.ImagesSeen, run.ImageCount, run.Loss, run.Accuracy, run.ImagesPerSecond);
        _options.ProgressCallback?.Invoke(_last);
    }

    /// <inheritdoc/>
    public void OnEpochEnd(TrainingRun run)
    {
        var row = run.History[^1];
        _progress.Checkpoint(row.TrainLoss, row.TrainAccuracy, row.Epoch);
        var validation = row.ValidationAccuracy is { } accuracy
            ? string.Create(CultureInfo.InvariantCulture, $", validation accuracy {accuracy:F4}")
            : string.Empty;
        _channel.Info(string.Create(
            CultureInfo.InvariantCulture,
            $"Epoch {row.Epoch} of {run.EpochCount}: loss {row.TrainLoss:F4}, accuracy {row.TrainAccuracy:F4}{validation}, ")
            + string.Create(CultureInfo.InvariantCulture, $"{row.ImagesPerSecond:F0} images/s"));
        _options.MetricsCallback?.Invoke(row);
    }

    public void Dispose() => _progress.Dispose();
}
