namespace ResNetMLNet.Training.Optimization;

/// <summary>The same learning rate from the first batch, or the end of the warm-up, to the last.</summary>
public sealed record ConstantSchedule : WarmUpSchedule
{
    internal override bool DependsOnLength => false;

    private protected override double RateBehindWarmUp(long batch, double learningRate, ScheduleLength length) => learningRate;
}
