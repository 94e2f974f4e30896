namespace ResNetMLNet.Training.Optimization;

/// <summary>Multiplies the learning rate after every few epochs, as <c>torch.optim.lr_scheduler.StepLR</c>.</summary>
/// <remarks>The epochs of the warm-up are not counted.</remarks>
public sealed record StepSchedule : WarmUpSchedule
{
    /// <summary>The epochs between two steps, at least 1.</summary>
    /// <value>There is no default.</value>
    public required int StepSize { get; init; }

    /// <summary>The factor of each step, above 0.</summary>
    /// <value>The default is 0.1.</value>
    public double Gamma { get; init; } = 0.1;

    internal override bool DependsOnLength => false;

    internal override void Check(OptionChecks checks, TorchTrainerOptions options)
    {
        base.Check(checks, options);
        checks.Require(StepSize >= 1, Name(nameof(StepSize)), StepSize, "at least 1");
        checks.Require(Gamma > 0 && double.IsFinite(Gamma), Name(nameof(Gamma)), Gamma, "a finite number above 0");
    }

    private protected override double RateBehindWarmUp(long batch, double learningRate, ScheduleLength length) =>
        learningRate * Math.Pow(Gamma, batch / ((long)StepSize * length.BatchesPerEpoch));
}
