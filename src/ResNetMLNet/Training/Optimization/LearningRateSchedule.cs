namespace ResNetMLNet.Training.Optimization;

/// <summary>
/// How the learning rate develops over the batches of a training: <see cref="ConstantSchedule"/>, <see cref="StepSchedule"/>,
/// <see cref="CosineSchedule"/> or <see cref="OneCycleSchedule"/>.
/// </summary>
public abstract record LearningRateSchedule
{
    private protected LearningRateSchedule()
    {
    }

    /// <summary>Whether the number of epochs shapes the schedule, so that it cannot change in the middle.</summary>
    internal abstract bool DependsOnLength { get; }

    /// <summary>What is out of range.</summary>
    internal abstract void Check(OptionChecks checks, int epochs);

    private protected static string Name(string property) => $"{nameof(ResNetTrainer.Options.LearningRateSchedule)}.{property}";
}
