using System.Globalization;
using Microsoft.ML.Runtime;

namespace ResNetMLNet.Training;

/// <summary>Tells the caller's callbacks, ML.NET's log and ML.NET's progress about a training.</summary>
internal sealed class ProgressReport : IDisposable
{
    private readonly IChannel _channel;
    private readonly IProgressChannel _progress;
    private readonly ResNetTrainer.Options _options;
    private TrainingProgress _last;

    public ProgressReport(IHost host, IChannel channel, ResNetTrainer.Options options)
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

    public void Progressed(TrainingProgress progress)
    {
        _last = progress;
        _options.ProgressCallback?.Invoke(progress);
    }

    public void EpochFinished(EpochMetrics metrics)
    {
        _progress.Checkpoint(metrics.TrainLoss, metrics.TrainAccuracy, metrics.Epoch);
        var validation = metrics.ValidationAccuracy is { } accuracy
            ? string.Create(CultureInfo.InvariantCulture, $", validation accuracy {accuracy:F4}")
            : string.Empty;
        _channel.Info(string.Create(
            CultureInfo.InvariantCulture,
            $"Epoch {metrics.Epoch} of {_options.Epoch}: loss {metrics.TrainLoss:F4}, accuracy {metrics.TrainAccuracy:F4}{validation}, ")
            + string.Create(CultureInfo.InvariantCulture, $"{metrics.ImagesPerSecond:F0} images/s"));
        _options.MetricsCallback?.Invoke(metrics);
    }

    public void Stopped(TrainingStopReason reason, int epochs)
    {
        if (reason == TrainingStopReason.Canceled)
            _channel.Warning($"The training was cancelled; the model is that of epoch {epochs} of {_options.Epoch}.");
        else if (reason == TrainingStopReason.Diverged)
        {
            _channel.Warning(
                $"The loss or the weights became infinite or NaN in epoch {epochs + 1}; the model is that of epoch {epochs}. "
                + "Lower LearningRate.");
        }
    }

    public void Dispose() => _progress.Dispose();
}
