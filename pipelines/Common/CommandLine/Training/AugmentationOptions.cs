using System.CommandLine;
using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.Common.CommandLine.Training;

/// <summary>How the training images are changed at random.</summary>
internal sealed class AugmentationOptions
{
    private readonly Option<int?> _cropPadding = Options.Number(
        "--crop-padding", "PIXELS", "Crop training images at random out of a black frame this wide.", 0, 512);

    private readonly Option<double?> _flip =
        Options.Number("--flip", "SHARE", "Mirror this share of the training images.", RealRange.From0To1);

    private readonly Option<double?> _erasing = Options.Number(
        "--erasing", "SHARE", "Erase a random rectangle in this share of the training images.", RealRange.From0To1);

    /// <summary>The options in the order of the help.</summary>
    public IEnumerable<Option> All => [_cropPadding, _flip, _erasing];

    /// <summary>Puts what was given over the recipe's values.</summary>
    /// <param name="parsed">What was given.</param>
    /// <param name="options">The trainer's options, with the recipe's values.</param>
    /// <param name="black">The feature that a black pixel becomes.</param>
    public void Apply(ParseResult parsed, ResNetTrainer.Options options, float black)
    {
        var recipe = options.Augmentation ?? new();
        var augmentation = recipe with
        {
            CropPadding = parsed.GetValue(_cropPadding) ?? recipe.CropPadding,
            CropFill = black,
            HorizontalFlipProbability = parsed.GetValue(_flip) ?? recipe.HorizontalFlipProbability,
            ErasingProbability = parsed.GetValue(_erasing) ?? recipe.ErasingProbability,
        };
        options.Augmentation =
            augmentation is { CropPadding: 0, HorizontalFlipProbability: 0, ErasingProbability: 0 } ? null : augmentation;
    }

    /// <summary>Notes an augmentation that images of this size do not go with.</summary>
    public static void Check(ResNetTrainer.Options options, int imageSize, Contradictions contradictions)
    {
        var padding = options.Augmentation?.CropPadding ?? 0;
        contradictions.Require(
            padding <= imageSize, $"--crop-padding is {padding}, it must be at most the size of the images, {imageSize}.");
    }
}
