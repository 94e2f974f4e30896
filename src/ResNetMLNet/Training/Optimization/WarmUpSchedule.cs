namespace ResNetMLNet.Training.Optimization;

/// <summary>A schedule that may begin with a linear rise.</summary>
public abstract record WarmUpSchedule : LearningRateSchedule
{
    private protected WarmUpSchedule()
    {
    }

    /// <summary>
    /// The epochs, parts included, over whose batches the learning rate first rises linearly from almost zero, before the
    /// schedule proper begins (Goyal et al. 2017, "Accurate, Large Minibatch SGD", section 2.2); from 0 to below the number
    /// of epochs.
    /// </summary>
    /// <value>The default is 0.</value>
    public double WarmUpEpochs { get; init; }

    internal override void Check(OptionChecks checks, int epochs) => checks.Require(
        WarmUpEpochs >= 0 && (WarmUpEpochs == 0 || WarmUpEpochs < epochs),
        Name(nameof(WarmUpEpochs)),
        WarmUpEpochs,
        $"at least 0 and below {nameof(ResNetTrainer.Options.Epoch)}, {epochs}");
}
