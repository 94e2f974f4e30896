using System.ComponentModel.DataAnnotations;

namespace ResNetMLNet.Training;

/// <summary>When a training ends because it gets no better.</summary>
/// <remarks>It watches <see cref="TorchTrainerOptions.MonitoredMetric"/>.</remarks>
public sealed record EarlyStopping
{
    /// <summary>The epochs without improvement after which training ends, at least 1.</summary>
    /// <value>The default is 5.</value>
    [Range(1, int.MaxValue)]
    public int Patience { get; init; } = 5;

    /// <summary>By how much an epoch has to be better to count: more than the best so far by more than this; at least 0.</summary>
    /// <value>The default is 0: any improvement counts.</value>
    [Range(0, double.MaxValue)]
    public double MinDelta { get; init; }
}
