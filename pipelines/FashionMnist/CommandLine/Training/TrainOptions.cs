using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine.Training;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Recipes;
using Garments = ResNetMLNet.Data.FashionMnist;

namespace ResNetMLNet.Pipelines.FashionMnist.CommandLine.Training;

/// <summary>The options of the verb <c>train</c>.</summary>
internal sealed class TrainOptions
{
    private const float NormalizedBlack = -Garments.PixelMean / Garments.PixelStandardDeviation;

    private readonly Option<string?> _recipe =
        Options.OptionalChoice("--recipe", RecipeChoices.Description, RecipeChoices.Words);

    private readonly Option<int?> _imageSize = Options.Number(
        "--image-size", "PIXELS", "Height and width of resized images. Default: 28; 96 for d2l.", 8, 512);

    private readonly Option<string?> _normalize = Options.TrueOrFalse(
        "--normalize", "Whether pixels get mean 0, deviation 1. Default: true; false for d2l.");

    private readonly Option<string?> _data = DataOptions.Folder();
    private readonly Option<int?> _trainRows = DataOptions.TrainRows();
    private readonly Option<int?> _testRows = DataOptions.TestRows();

    private readonly TrainingOptions _training =
        new(Path.Combine("artifacts", "fashion-mnist"), ResNetRecipe.Quick, IsWanted);

    /// <summary>All of them under the headings of the help.</summary>
    public IReadOnlyList<OptionGroup> Groups => _training.Groups(
        [new("images", [_data, _recipe, _imageSize, _trainRows, _testRows, _normalize])],
        [
            "--data",
            "--output",
            "--recipe",
            "--epochs",
            "--batch-size",
            "--learning-rate",
            "--image-size",
            "--device",
            "--precision",
            "--seed",
        ]);

    /// <summary>Whether an option of the trainer is among them, or a value that has a name, by its name in the library.</summary>
    /// <remarks>Garments are pixels, with no pictures behind them.</remarks>
    public static bool IsWanted(string name) =>
        !ImageAugmentation.OfPictures.Contains(name.Split('.')[^1])
        && name != $"{nameof(ResNetTrainer.Options.ImageStorage)}.{nameof(ImageStorage.Encoded)}";

    /// <summary>What was chosen.</summary>
    /// <exception cref="UserErrorException">The options contradict each other, or the machine.</exception>
    public TrainSettings Read(ParseResult parsed)
    {
        var run = _training.ReadRun(parsed);
        var recipe = parsed.GetValue(_recipe) is { } name ? RecipeChoices.Parse(name) : RecipeChoices.For(run.Device);
        var imageSize = parsed.GetValue(_imageSize) ?? recipe.ImageSize;
        var isNormalized = parsed.IsTrue(_normalize) ?? recipe.PixelMean is not null;
        var contradictions = new Contradictions();
        var options = _training.Read(parsed, recipe, isNormalized ? NormalizedBlack : 0, imageSize, contradictions);
        CheckClassWeights(options, contradictions);
        CheckEpochChoice(options, contradictions);
        contradictions.Require(
            options.ValidationFraction is not null || !run.IsCalibrated,
            "--calibrate fits a temperature, and by the test images it would flatter the result: give --validation-fraction, so that "
            + "it goes by images that are held out.");
        contradictions.Require(
            options.ImageStorage != ImageStorage.Encoded,
            "--image-storage encoded is for pictures in files of their own, and garments are pixels: give memory or file.");
        contradictions.Throw(options);
        var data = new DataSettings(parsed.GetValue(_data), parsed.GetValue(_trainRows), parsed.GetValue(_testRows));
        return new TrainSettings(recipe, options, imageSize, isNormalized, data, _training.Given(parsed), run);
    }

    private static void CheckClassWeights(ResNetTrainer.Options options, Contradictions contradictions)
    {
        var weights = options.ClassWeights?.Count;
        var classes = Garments.ClassNames.Count;
        contradictions.Require(
            weights is null || weights == classes,
            $"--class-weights has {weights} weights, it must have one for each of the {classes} classes.");
    }

    /// <summary>Notes an epoch that would be chosen by the test images.</summary>
    private static void CheckEpochChoice(ResNetTrainer.Options options, Contradictions contradictions)
    {
        var choosesEpoch = options.KeepBestWeights || options.EarlyStopping is not null;
        var goesByTraining = options.MonitoredMetric is MonitoredMetric.TrainAccuracy or MonitoredMetric.TrainLoss;
        contradictions.Require(
            options.ValidationFraction is not null || goesByTraining || !choosesEpoch,
            "--patience and --keep-best choose an epoch, and choosing it by the test images would flatter the result: "
            + "give --validation-fraction, so that they go by images that are held out.");
    }
}
