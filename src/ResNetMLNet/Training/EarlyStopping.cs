namespace ResNetMLNet.Training;

/// <summary>When a training ends because it gets no better.</summary>
/// <remarks>It watches <see cref="TorchTrainerOptions.MonitoredMetric"/>.</remarks>
public sealed record EarlyStopping
{
    /// <summary>The epochs without an improvement after which the training ends, at least 1.</summary>
    /// <value>The default is 5.</value>
    public int Patience { get; init; } = 5;

    /// <summary>By how much more than the best so far an epoch has to be better to count as an improvement; at least 0.</summary>
    /// <value>The default is 0: any improvement counts.</value>
    public double MinDelta { get; init; }

    internal void Check(OptionChecks checks)
    {
        const string owner = nameof(TorchTrainerOptions.EarlyStopping);
        checks.Require(Patience >= 1, $"{owner}.{nameof(Patience)}", Patience, "at least 1");
        checks.Require(MinDelta >= 0 && double.IsFinite(MinDelta), $"{owner}.{nameof(MinDelta)}", MinDelta, "a finite number of at least 0");
    }
}
