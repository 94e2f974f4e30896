using System.CommandLine;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Optimization;

namespace ResNetMLNet.Pipelines.Common.CommandLine.Training;

/// <summary>How the learning rate develops.</summary>
internal sealed class ScheduleOptions
{
    private const string Constant = "constant";
    private const string Step = "step";
    private const string Cosine = "cosine";
    private const string OneCycle = "one-cycle";

    private readonly Option<string?> _schedule = Options.OptionalChoice(
        "--schedule", "How the learning rate develops.", Constant, Step, Cosine, OneCycle);

    private readonly Option<double?> _warmUpEpochs = Options.Number(
        "--warm-up-epochs", "N", "Epochs, parts included, in which the rate first rises.", RealRange.AtLeast0);

    private readonly Option<int?> _stepSize = Options.Number(
        "--step-size", "N", "Epochs after each of which the schedule step takes a tenth of the rate.", 1, int.MaxValue);

    /// <summary>The options in the order of the help.</summary>
    public IEnumerable<Option> All => [_schedule, _warmUpEpochs, _stepSize];

    /// <summary>Puts what was given over the recipe's values.</summary>
    public void Apply(ParseResult parsed, ResNetTrainer.Options options, Contradictions contradictions)
    {
        var present = options.LearningRateSchedule;
        var word = parsed.GetValue(_schedule);
        var schedule = word is null || word == WordOf(present) ? present : New(word);
        if (parsed.GetValue(_warmUpEpochs) is { } warmUp)
            schedule = WithWarmUp(schedule, warmUp, contradictions);
        options.LearningRateSchedule = WithStepSize(schedule, parsed.GetValue(_stepSize), contradictions);
    }

    private static string WordOf(LearningRateSchedule schedule) => schedule switch
    {
        StepSchedule => Step,
        CosineSchedule => Cosine,
        OneCycleSchedule => OneCycle,
        _ => Constant,
    };

    private static LearningRateSchedule New(string word) => word switch
    {
        // Not a step size that the trainer would take: it has to be given.
        Step => new StepSchedule { StepSize = 0 },
        Cosine => new CosineSchedule(),
        OneCycle => new OneCycleSchedule(),
        _ => new ConstantSchedule(),
    };

    private static LearningRateSchedule WithWarmUp(
        LearningRateSchedule schedule, double warmUp, Contradictions contradictions)
    {
        if (schedule is WarmUpSchedule slow)
            return slow with { WarmUpEpochs = warmUp };
        contradictions.Require(
            false, "--warm-up-epochs does not go with the schedule one-cycle, which has a rise of its own: leave it out.");
        return schedule;
    }

    private static LearningRateSchedule WithStepSize(
        LearningRateSchedule schedule, int? stepSize, Contradictions contradictions)
    {
        if (schedule is not StepSchedule steps)
        {
            contradictions.Require(stepSize is null, "--step-size goes with --schedule step only: leave it out.");
            return schedule;
        }

        steps = steps with { StepSize = stepSize ?? steps.StepSize };
        contradictions.Require(steps.StepSize > 0, "--schedule step needs a --step-size.");
        return steps;
    }
}
