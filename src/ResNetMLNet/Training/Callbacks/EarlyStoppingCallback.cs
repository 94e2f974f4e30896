using ResNetMLNet.History;

namespace ResNetMLNet.Training.Callbacks;

/// <summary>Ends a training that gets no better. All it goes by is the history, so that it needs no state to resume.</summary>
internal sealed class EarlyStoppingCallback(EarlyStopping settings, MonitoredMetric metric) : ITrainingCallback
{
    /// <inheritdoc/>
    public void OnEpochEnd(TrainingRun run)
    {
        var best = run.History[0];
        foreach (var epoch in run.History.Skip(1))
        {
            if (metric.IsBetter(epoch, best, settings.MinDelta))
                best = epoch;
        }
        if (run.Epoch - best.Epoch >= settings.Patience)
            run.Stop(TrainingStopReason.EarlyStopped);
    }
}
