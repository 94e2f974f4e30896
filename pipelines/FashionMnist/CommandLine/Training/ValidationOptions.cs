using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine.Training;
using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.FashionMnist.CommandLine.Training;

/// <summary>What the epochs are compared by, and what comes of it.</summary>
internal sealed class ValidationOptions
{
    private readonly Option<double?> _fraction = Options.Number(
        "--validation-fraction",
        "SHARE",
        "Hold out this share of the training images and score it after each epoch, in place of the test images, which "
        + "are then scored at the end only.",
        RealRange.Between0And1);

    private readonly EpochChoiceOptions _choice = new();

    /// <summary>The options in the order of the help.</summary>
    public IEnumerable<Option> All => [_fraction, .. _choice.All];

    /// <summary>Puts what was given over the recipe's values.</summary>
    public void Apply(ParseResult parsed, ResNetTrainer.Options options)
    {
        options.ValidationFraction = parsed.GetValue(_fraction) ?? options.ValidationFraction;
        _choice.Apply(parsed, options);
    }

    /// <summary>Notes an epoch that would be chosen by the test images.</summary>
    public static void Check(ResNetTrainer.Options options, Contradictions contradictions)
    {
        var choosesEpoch = options.KeepBestWeights || options.EarlyStopping is not null;
        var goesByTraining = options.MonitoredMetric is MonitoredMetric.TrainAccuracy or MonitoredMetric.TrainLoss;
        contradictions.Require(
            options.ValidationFraction is not null || goesByTraining || !choosesEpoch,
            "--patience and --keep-best choose an epoch, and choosing it by the test images would flatter the result: "
            + "give --validation-fraction, so that they go by images that are held out.");
    }
}
