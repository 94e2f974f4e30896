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

    /// <summary>Values that do not go together.</summary>
    internal virtual void Check(OptionChecks checks, TorchTrainerOptions options)
    {
    }

    /// <summary>The learning rate of a batch: a function of its number alone, so that a training can go on at any.</summary>
    /// <param name="batch">The batches before it; behind the last batch the rate stays.</param>
    /// <param name="learningRate">The highest rate.</param>
    /// <param name="length">The batches of the training.</param>
    internal double RateAt(long batch, double learningRate, ScheduleLength length) =>
        Rate(Math.Min(batch, length.BatchCount - 1), learningRate, length);

    /// <summary>The learning rate of a batch that <paramref name="length"/> contains.</summary>
    private protected abstract double Rate(long batch, double learningRate, ScheduleLength length);

    private protected static string Name(string property) => $"{nameof(TorchTrainerOptions.LearningRateSchedule)}.{property}";
}
