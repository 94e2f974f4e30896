using System.ComponentModel.DataAnnotations;

namespace ResNetMLNet.Training.Optimization;

/// <summary>Multiplies the learning rate after every few epochs, as <c>torch.optim.lr_scheduler.StepLR</c>.</summary>
/// <remarks>The epochs of the warm-up are not counted.</remarks>
public sealed record StepSchedule : WarmUpSchedule
{
    /// <summary>The epochs between two steps, at least 1.</summary>
    /// <value>There is no default.</value>
    [Range(1, int.MaxValue)]
    public required int StepSize { get; init; }

    /// <summary>The factor of each step, above 0.</summary>
    /// <value>The default is 0.1.</value>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double Gamma { get; init; } = 0.1;

    internal override bool DependsOnLength => false;

    private protected override double RateBehindWarmUp(long batch, double learningRate, ScheduleLength length) =>
        learningRate * Math.Pow(Gamma, batch / ((long)StepSize * length.BatchesPerEpoch));
}
