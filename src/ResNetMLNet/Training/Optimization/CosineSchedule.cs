using System.Globalization;

namespace ResNetMLNet.Training.Optimization;

/// <summary>
/// Falls along half a cosine over all batches behind the warm-up, as <c>torch.optim.lr_scheduler.CosineAnnealingLR</c>
/// (Loshchilov and Hutter 2017, "SGDR: Stochastic Gradient Descent with Warm Restarts", without restarts).
/// </summary>
public sealed record CosineSchedule : WarmUpSchedule
{
    /// <summary>
    /// The learning rate at the end, from 0 to <see cref="TorchTrainerOptions.LearningRate"/>. As in PyTorch the cosine
    /// reaches it one batch behind the last, so that every batch moves the weights.
    /// </summary>
    /// <value>The default is 0.</value>
    public double MinimumLearningRate { get; init; }

    internal override bool DependsOnLength => true;

    internal override void Check(OptionChecks checks, TorchTrainerOptions options)
    {
        base.Check(checks, options);

        // A learning rate that is no number has its own message.
        var highest = double.IsNaN(options.LearningRate) ? double.MaxValue : options.LearningRate;
        checks.Require(
            MinimumLearningRate >= 0 && MinimumLearningRate <= highest,
            Name(nameof(MinimumLearningRate)),
            MinimumLearningRate,
            string.Create(CultureInfo.InvariantCulture, $"from 0 to {nameof(options.LearningRate)}, {highest}"));
    }

    private protected override double RateBehindWarmUp(long batch, double learningRate, ScheduleLength length) =>
        CosineCurve.Between(learningRate, MinimumLearningRate, (double)batch / length.BatchCount);
}
