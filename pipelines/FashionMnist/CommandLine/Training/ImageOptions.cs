using System.CommandLine;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Recipes;
using Pixels = ResNetMLNet.Data.FashionMnist;

namespace ResNetMLNet.Pipelines.FashionMnist.CommandLine.Training;

/// <summary>What the network sees of the images, and how they are changed while training.</summary>
internal sealed class ImageOptions
{
    private readonly Option<int?> _imageSize =
        Options.Number("--image-size", "PIXELS", "Height and width the images are resized to.", 8, 512);

    private readonly Option<string?> _normalize = Options.TrueOrFalse(
        "--normalize", "Whether pixels get mean 0 and standard deviation 1; else they are from 0 to 1.");

    private readonly Option<string?> _stem = Options.OptionalChoice("--stem", StemChoices.Description, StemChoices.Words);

    private readonly Option<int?> _cropPadding = Options.Number(
        "--crop-padding", "PIXELS", "Crop training images at random out of a black frame this wide.", 0, 512);

    private readonly Option<double?> _flip =
        Options.Number("--flip", "SHARE", "Mirror this share of the training images.", RealRange.From0To1);

    private readonly Option<double?> _erasing = Options.Number(
        "--erasing", "SHARE", "Erase a random rectangle in this share of the training images.", RealRange.From0To1);

    /// <summary>The options in the order of the help.</summary>
    public IEnumerable<Option> All => [_imageSize, _normalize, _stem, _cropPadding, _flip, _erasing];

    /// <summary>Puts what was given over the recipe's values; those outside of the options are returned.</summary>
    public (int ImageSize, bool IsNormalized) Apply(ParseResult parsed, ResNetRecipe recipe, ResNetTrainer.Options options)
    {
        var size = parsed.GetValue(_imageSize) ?? recipe.ImageSize;
        var isNormalized = parsed.IsTrue(_normalize) ?? recipe.PixelMean is not null;
        options.Stem = parsed.GetValue(_stem) is { } stem ? StemChoices.Parse(stem) : options.Stem;
        options.Augmentation = Augmentation(parsed, options.Augmentation ?? new(), isNormalized);
        return (size, isNormalized);
    }

    /// <summary>Notes an augmentation that images of this size do not go with.</summary>
    public static void Check(ResNetTrainer.Options options, int imageSize, Contradictions contradictions)
    {
        var padding = options.Augmentation?.CropPadding ?? 0;
        contradictions.Require(
            padding <= imageSize, $"--crop-padding is {padding}, it must be at most the size of the images, {imageSize}.");
    }

    private ImageAugmentation? Augmentation(ParseResult parsed, ImageAugmentation recipe, bool isNormalized)
    {
        var augmentation = recipe with
        {
            CropPadding = parsed.GetValue(_cropPadding) ?? recipe.CropPadding,
            CropFill = isNormalized ? -Pixels.PixelMean / Pixels.PixelStandardDeviation : 0,
            HorizontalFlipProbability = parsed.GetValue(_flip) ?? recipe.HorizontalFlipProbability,
            ErasingProbability = parsed.GetValue(_erasing) ?? recipe.ErasingProbability,
        };
        return augmentation is { CropPadding: 0, HorizontalFlipProbability: 0, ErasingProbability: 0 }
            ? null
            : augmentation;
    }
}
