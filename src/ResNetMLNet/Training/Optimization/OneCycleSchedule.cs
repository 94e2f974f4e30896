using System.ComponentModel.DataAnnotations;

namespace ResNetMLNet.Training.Optimization;

/// <summary>
/// Rises along a cosine to the learning rate, the warm-up, and falls along a cosine to almost zero, as
/// <c>torch.optim.lr_scheduler.OneCycleLR</c> with its momentum left alone (Smith and Topin 2017, "Super-Convergence").
/// </summary>
public sealed record OneCycleSchedule : LearningRateSchedule
{
    /// <summary>The share of the batches in which the rate rises, above 0 and below 1.</summary>
    /// <value>The default is 0.3.</value>
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double PercentStart { get; init; } = 0.3;

    /// <summary>The learning rate divided by that of the first batch, at least 1.</summary>
    /// <value>The default is 25.</value>
    [Range(1.0, double.MaxValue)]
    public double DivFactor { get; init; } = 25;

    /// <summary>The first batch's learning rate divided by the last one's, at least 1.</summary>
    /// <value>The default is 10,000.</value>
    [Range(1.0, double.MaxValue)]
    public double FinalDivFactor { get; init; } = 1e4;

    internal override bool DependsOnLength => true;

    private protected override double Rate(long batch, double learningRate, ScheduleLength length)
    {
        var first = learningRate / DivFactor;
        var summit = (PercentStart * length.BatchCount) - 1;

        // Few batches leave no room for the rise: then the first is at the summit or behind it.
        return summit > 0 && batch <= summit
            ? CosineCurve.Between(first, learningRate, batch / summit)
            : CosineCurve.Between(learningRate, first / FinalDivFactor, (batch - summit) / (length.BatchCount - 1 - summit));
    }
}
