using ResNetMLNet.History;

namespace ResNetMLNet.Training;

/// <summary>Compares epochs by a <see cref="MonitoredMetric"/>.</summary>
internal static class MonitoredMetricFigures
{
    /// <summary>Whether the figure comes from validation.</summary>
    public static bool NeedsValidation(this MonitoredMetric metric) =>
        metric is MonitoredMetric.ValidationAccuracy or MonitoredMetric.ValidationLoss;

    /// <summary>Whether an epoch is better than another by more than a difference. A missing figure or NaN is never better.</summary>
    public static bool IsBetter(this MonitoredMetric metric, EpochMetrics epoch, EpochMetrics other, double minDelta = 0)
    {
        if (metric.Gain(epoch) is not { } gain || double.IsNaN(gain))
            return false;
        return metric.Gain(other) is not { } otherGain || double.IsNaN(otherGain) || gain > otherGain + minDelta;
    }

    private static double? Gain(this MonitoredMetric metric, EpochMetrics epoch) => metric switch
    {
        MonitoredMetric.ValidationAccuracy => epoch.ValidationAccuracy,
        MonitoredMetric.ValidationLoss => -epoch.ValidationLoss,
        MonitoredMetric.TrainAccuracy => epoch.TrainAccuracy,
        _ => -epoch.TrainLoss,
    };
}
