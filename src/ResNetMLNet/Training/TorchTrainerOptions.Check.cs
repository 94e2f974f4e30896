using ResNetMLNet.Training.Optimization;
using ResNetMLNet.Transforms.Files;

namespace ResNetMLNet.Training;

public abstract partial class TorchTrainerOptions
{
    /// <exception cref="ArgumentOutOfRangeException">Values are out of range or contradict each other; the message names each.</exception>
    internal void Check()
    {
        var checks = new OptionChecks();
        checks.RequireRanges(this);
        CheckColumns(checks);
        CheckNetwork(checks);
        CheckSteps(checks);
        CheckValidation(checks);
        CheckCheckpoints(checks);
        checks.Throw();
    }

    /// <summary>Notes what is wrong with the options that choose the network.</summary>
    private protected abstract void CheckNetwork(OptionChecks checks);

    private void CheckColumns(OptionChecks checks)
    {
        CheckName(nameof(LabelColumnName), LabelColumnName);
        CheckName(nameof(FeatureColumnName), FeatureColumnName);
        CheckName(nameof(ScoreColumnName), ScoreColumnName);
        CheckName(nameof(PredictedLabelColumnName), PredictedLabelColumnName);
        if (ExampleWeightColumnName is not null)
            CheckName(nameof(ExampleWeightColumnName), ExampleWeightColumnName);
        checks.Require(
            ScoreColumnName != PredictedLabelColumnName,
            nameof(ScoreColumnName),
            ScoreColumnName,
            $"another name than {nameof(PredictedLabelColumnName)}");

        void CheckName(string option, string value) =>
            checks.Require(!string.IsNullOrWhiteSpace(value), option, value, "a column name");
    }

    private void CheckSteps(OptionChecks checks)
    {
        checks.Require(Optimizer is not null, nameof(Optimizer), Optimizer, $"an {nameof(SgdOptimizer)} or {nameof(AdamWOptimizer)}");
        Optimizer?.Check(checks);
        checks.Require(
            LearningRateSchedule is not null, nameof(LearningRateSchedule), null, $"a schedule, as a {nameof(ConstantSchedule)}");
        LearningRateSchedule?.Check(checks, this);
        checks.Require(
            ClassWeights is null || ClassWeights.All(weight => weight >= 0 && float.IsFinite(weight)),
            nameof(ClassWeights),
            OptionValues.Text(ClassWeights),
            "finite numbers of at least 0");
        checks.Require(
            ClassWeights is null || ClassWeights.Any(weight => weight != 0),
            nameof(ClassWeights),
            OptionValues.Text(ClassWeights),
            "above 0 for one class at least");
        checks.Require(!Callbacks.Contains(null!), nameof(Callbacks), "with a null in it", "without one");
        Augmentation?.Check(checks, ImageStorage);
    }

    private void CheckValidation(OptionChecks checks)
    {
        if (ValidationFraction is not null && ValidationSet is not null)
            checks.Refuse($"{nameof(ValidationSet)} and {nameof(ValidationFraction)} are both given: leave one of them null.");
    }

    private void CheckCheckpoints(OptionChecks checks)
    {
        checks.Require(
            CheckpointFolder is null || PathArgument.IsPath(CheckpointFolder),
            nameof(CheckpointFolder),
            $"'{PathArgument.Text(CheckpointFolder ?? "")}'",
            "a folder, or null for no checkpoint");
        if (Resume && CheckpointFolder is null)
            checks.Refuse($"{nameof(Resume)} is true without a {nameof(CheckpointFolder)}: name the folder of the checkpoint.");
        if (CheckpointInterval is not null && CheckpointFolder is null)
        {
            checks.Refuse(
                $"{nameof(CheckpointInterval)} is given without a {nameof(CheckpointFolder)}: name the folder, or leave it null.");
        }
    }
}
