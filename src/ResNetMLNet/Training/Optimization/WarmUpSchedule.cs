namespace ResNetMLNet.Training.Optimization;

/// <summary>A schedule that may begin with a linear rise.</summary>
public abstract record WarmUpSchedule : LearningRateSchedule
{
    private protected WarmUpSchedule()
    {
    }

    /// <summary>
    /// The epochs, parts included, in which the learning rate first rises: linearly over their batches from almost zero, before
    /// the schedule proper begins (Goyal et al. 2017, "Accurate, Large Minibatch SGD", section 2.2); from 0 to below the number
    /// of epochs.
    /// </summary>
    /// <remarks>
    /// It grows by the same amount from batch to batch, the first batch's rate included, and is whole at the first batch of
    /// the schedule proper: <c>torch.optim.lr_scheduler.LinearLR</c> with a start factor of 1 / (warm-up batches + 1).
    /// </remarks>
    /// <value>The default is 0.</value>
    public double WarmUpEpochs { get; init; }

    internal override void Check(OptionChecks checks, TorchTrainerOptions options) => checks.Require(
        WarmUpEpochs >= 0 && (WarmUpEpochs == 0 || WarmUpEpochs < options.Epoch),
        Name(nameof(WarmUpEpochs)),
        WarmUpEpochs,
        $"at least 0 and below {nameof(options.Epoch)}, {options.Epoch}");

    private protected sealed override double Rate(long batch, double learningRate, ScheduleLength length)
    {
        var warmUp = (long)Math.Round(WarmUpEpochs * length.BatchesPerEpoch);
        return batch < warmUp
            ? learningRate * (batch + 1) / (warmUp + 1)
            : RateBehindWarmUp(batch - warmUp, learningRate, length with { BatchCount = length.BatchCount - warmUp });
    }

    /// <summary>The learning rate of a batch of the schedule proper, whose first batch is 0.</summary>
    private protected abstract double RateBehindWarmUp(long batch, double learningRate, ScheduleLength length);
}
