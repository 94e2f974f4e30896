using ResNetMLNet.History;

namespace ResNetMLNet.Training;

/// <summary>The figure of an epoch by which epochs are compared.</summary>
public enum MonitoredMetric
{
    /// <summary><see cref="EpochMetrics.ValidationAccuracy"/>: more is better.</summary>
    ValidationAccuracy,

    /// <summary><see cref="EpochMetrics.ValidationLoss"/>: less is better.</summary>
    ValidationLoss,

    /// <summary><see cref="EpochMetrics.TrainAccuracy"/>: more is better.</summary>
    TrainAccuracy,

    /// <summary><see cref="EpochMetrics.TrainLoss"/>: less is better.</summary>
    TrainLoss,
}
