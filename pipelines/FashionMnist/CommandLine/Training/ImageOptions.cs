using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine.Training;
using ResNetMLNet.Training;
using Pixels = ResNetMLNet.Data.FashionMnist;

namespace ResNetMLNet.Pipelines.FashionMnist.CommandLine.Training;

/// <summary>What the network sees of the images, which network it is, and how images are changed while training.</summary>
internal sealed class ImageOptions
{
    private readonly Option<int?> _imageSize =
        Options.Number("--image-size", "PIXELS", "Height and width the images are resized to.", 8, 512);

    private readonly Option<string?> _normalize = Options.TrueOrFalse(
        "--normalize", "Whether pixels get mean 0 and standard deviation 1; else they are from 0 to 1.");

    private readonly NetworkOptions _network = new();

    private readonly AugmentationOptions _augmentation = new();

    /// <summary>The options in the order of the help.</summary>
    public IEnumerable<Option> All => [_imageSize, _normalize, .. _network.All, .. _augmentation.All];

    /// <summary>Puts what was given over the recipe's values; those outside of the options are returned.</summary>
    public (int ImageSize, bool IsNormalized) Apply(ParseResult parsed, Recipe recipe, ResNetTrainer.Options options)
    {
        var size = parsed.GetValue(_imageSize) ?? recipe.ImageSize;
        var isNormalized = parsed.IsTrue(_normalize) ?? recipe.IsNormalized;
        _network.Apply(parsed, options);
        _augmentation.Apply(
            parsed, options, black: isNormalized ? -Pixels.PixelMean / Pixels.PixelStandardDeviation : 0);
        return (size, isNormalized);
    }
}
