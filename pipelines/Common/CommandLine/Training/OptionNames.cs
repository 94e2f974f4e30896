using System.Text.RegularExpressions;
using ResNetMLNet.Training;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Pipelines.Common.CommandLine.Training;

/// <summary>The names of the trainer's options: those of the library, and those of the command line.</summary>
internal static partial class OptionNames
{
    // Where a checkpoint is compared, values stand in this place only; elsewhere some are words like others.
    private const string ComparedValue = @"(?<= is )\w+(?= in the checkpoint and )|(?<= in the checkpoint and )\w+(?= now\b)";

    private static readonly Dictionary<string, string> Short = new()
    {
        [nameof(ResNetTrainer.Options.Epoch)] = "epochs",
        [nameof(ResNetTrainer.Options.FrozenEpoch)] = "frozen-epochs",
        [nameof(ResNetTrainer.Options.LearningRateSchedule)] = "schedule",
        [$"{nameof(ResNetTrainer.Options.Augmentation)}.{nameof(ImageAugmentation.HorizontalFlipProbability)}"] = "flip",
        [$"{nameof(ResNetTrainer.Options.Augmentation)}.{nameof(ImageAugmentation.ErasingProbability)}"] = "erasing",
        [$"{nameof(ResNetTrainer.Options.Augmentation)}.{nameof(ImageAugmentation.RandomResizedCrop)}"] = "resized-crop",
        [$"{nameof(ResNetTrainer.Options.Augmentation)}.{nameof(ImageAugmentation.ResizedCropMinimumScale)}"] = "resized-crop-scale",
        [$"{nameof(ResNetTrainer.Options.ExponentialMovingAverage)}.{nameof(ExponentialMovingAverage.Decay)}"] = "average-decay",
        [$"{nameof(ResNetTrainer.Options.ExponentialMovingAverage)}.{nameof(ExponentialMovingAverage.Steps)}"] = "average-steps",
        [nameof(ResNetTrainer.Options.KeepBestWeights)] = "keep-best",
        [nameof(ResNetTrainer.Options.CheckpointFolder)] = "checkpoint",
        [nameof(ResNetTrainer.Options.CheckpointInterval)] = "checkpoint-minutes",
        [nameof(ResNetTrainer.Options.MaxTrainingTime)] = "max-minutes",
        [nameof(ResNetTrainer.Options.PretrainedWeights)] = "weights",
    };

    private static readonly Dictionary<string, string> ByLibraryName = TrainerOptions.Paths
        .SelectMany(path => new[] { (path.Name, Option: Of(path)), (path.Property.Name, Option: Of(path)) })
        .Append((nameof(ResNetTrainer.Options.EarlyStopping), "--patience"))
        .DistinctBy(pair => pair.Item1)
        .ToDictionary();

    // What the library says of null and of true is none, left out or in lower case here, and the program leaves pictures out itself.
    private static readonly Dictionary<string, string> Words = new()
    {
        ["or null"] = "or none",
        ["leave it null"] = "leave it out",
        ["is True"] = "is true",
        [PictureText.RemedyByCode] = "or begin anew: it is left out then",
    };

    private static readonly Dictionary<string, string> Values = TrainerOptions.Paths.SelectMany(OptionWords.Of)
        .DistinctBy(pair => pair.Value)
        .ToDictionary(pair => pair.Value, pair => pair.Key);

    // What is quoted is a path or a column, which may be called like an option, as may what is in another system's namespace.
    private static readonly Regex Known = new(
        $@"'[^'\n]*'|\b({string.Join('|', Words.Keys.Select(Regex.Escape))})\b|{ComparedValue}|"
        + string.Join('|', ByLibraryName.Keys
            .OrderByDescending(name => name.Length)
            .Select(name => IsPlainWord(name)
                ? $@"(?<=[a-z,] )\b{name}\b(?!')|\b{name}(?= (is|cannot)\b)"
                : $@"(?<!\b[a-z]+\.)\b{Regex.Escape(name)}\b")));

    /// <summary>The name on the command line: the last part of the library's name, in lower case with hyphens.</summary>
    public static string Of(OptionPath path) => $"--{Short.GetValueOrDefault(path.Name) ?? WithHyphens(path.Property.Name)}";

    /// <summary>A text of the library with the names and words of the command line.</summary>
    public static string Translate(string text) => Known.Replace(
        text,
        name => ByLibraryName.GetValueOrDefault(name.Value)
            ?? Words.GetValueOrDefault(name.Value)
            ?? Values.GetValueOrDefault(name.Value, name.Value));

    /// <summary>A name of the library in lower case with hyphens.</summary>
    public static string WithHyphens(string name) => Hump().Replace(name, "-").ToLowerInvariant();

    /// <summary>Whether a name may stand for something else at the beginning of a sentence.</summary>
    private static bool IsPlainWord(string name) => !name.Skip(1).Any(character => char.IsUpper(character) || character == '.');

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z][a-z])")]
    private static partial Regex Hump();
}
