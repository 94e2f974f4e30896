using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Transforms;

/// <summary>Extension methods on <see cref="MLContext.Transforms"/> that turn images into features.</summary>
public static class FeaturizationCatalog
{
    /// <summary>Turns pixels into features for a network: resized, scaled and, if wanted, normalized.</summary>
    /// <param name="catalog">The transforms of <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">The column to be made, a <see cref="float"/> vector shaped (channels, height, width).</param>
    /// <param name="inputColumnName">
    /// The column of pixels, a vector of <see cref="byte"/> or <see cref="float"/> shaped (channels, height, width) or
    /// (height, width); null means <paramref name="outputColumnName"/>.
    /// </param>
    /// <param name="imageHeight">The height of the features' image in pixels; null keeps the input's.</param>
    /// <param name="imageWidth">The width of the features' image in pixels; null keeps the input's.</param>
    /// <param name="scale">The factor of the pixel values; the default takes [0, 255] to [0, 1].</param>
    /// <param name="mean">What to subtract after scaling, for all channels or for each; null subtracts nothing.</param>
    /// <param name="standardDeviation">What to divide by after that, for all channels or for each; null divides by nothing.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1, or a number that cannot be computed with.</exception>
    /// <remarks>
    /// The resizing is bilinear between the four nearest pixels, the same as torch's <c>interpolate</c> with
    /// <c>align_corners: false</c> and without antialiasing.
    /// </remarks>
    public static PixelsToFeaturesEstimator PixelsToFeatures(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        int? imageHeight = null,
        int? imageWidth = null,
        float scale = 1f / 255,
        IReadOnlyList<float>? mean = null,
        IReadOnlyList<float>? standardDeviation = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(outputColumnName);
        var environment = CatalogUtils.GetEnvironment(catalog);
        var transformer = new PixelsToFeaturesTransformer(
            environment,
            outputColumnName,
            inputColumnName ?? outputColumnName,
            imageHeight,
            imageWidth,
            Scaling(scale, mean, standardDeviation));
        return new PixelsToFeaturesEstimator(environment, transformer);
    }

    /// <summary>
    /// Turns pictures into features for a network: resized, cut at the centre, scaled and, if wanted, normalized, as
    /// torchvision's <c>Resize</c>, <c>CenterCrop</c>, <c>ToTensor</c> and <c>Normalize</c> do it with pictures of Pillow.
    /// </summary>
    /// <param name="catalog">The transforms of <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">The column to be made, a <see cref="float"/> vector shaped (channels, height, width).</param>
    /// <param name="inputColumnName">
    /// The column of pictures, <see cref="MLImage"/> of any size as <see cref="PictureCatalog.LoadPictures"/> makes it; null means
    /// <paramref name="outputColumnName"/>.
    /// </param>
    /// <param name="imageHeight">The height of the features' image in pixels, as cut out of the resized picture.</param>
    /// <param name="imageWidth">The width of the features' image in pixels, likewise.</param>
    /// <param name="resizeTo">
    /// What the picture's shorter side is resized to, in pixels; the longer one follows, rounded down. Null means the larger one
    /// of height and width: the smallest size of which any picture fills the crop. The weights of torchvision for 224 x 224 were
    /// measured with 256.
    /// </param>
    /// <param name="channels">3 for red, green and blue, 1 for grey: the luma of ITU-R 601.</param>
    /// <param name="scale">The factor of the pixel values; the default takes [0, 255] to [0, 1].</param>
    /// <param name="mean">
    /// What to subtract after scaling, for all channels or for each; null subtracts nothing. <see cref="ImageNet.Mean"/> goes
    /// with weights that were trained on ImageNet.
    /// </param>
    /// <param name="standardDeviation">
    /// What to divide by after that, for all channels or for each; null divides by nothing.
    /// <see cref="ImageNet.StandardDeviation"/> goes with weights that were trained on ImageNet.
    /// </param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A size below 1, other channels than 1 or 3, or a number that cannot be computed with.
    /// </exception>
    /// <remarks>
    /// The resizing is bilinear with antialiasing and rounds to bytes after either axis, as Pillow's. A picture whose resized
    /// side is smaller than the crop is put in the middle of black. Pictures of <see cref="PictureCatalog.LoadPictures"/> are
    /// upright and opaque; those of ML.NET's <c>LoadImages</c> are not turned by what their camera noted, and their alpha is
    /// dropped. A missing picture of <see cref="PictureCatalog.LoadPictures"/> has features of NaN; without a picture from
    /// elsewhere a row is an error.
    /// </remarks>
    public static ImagesToFeaturesEstimator ImagesToFeatures(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        int imageHeight = 224,
        int imageWidth = 224,
        int? resizeTo = null,
        int channels = 3,
        float scale = 1f / 255,
        IReadOnlyList<float>? mean = null,
        IReadOnlyList<float>? standardDeviation = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(outputColumnName);
        var environment = CatalogUtils.GetEnvironment(catalog);
        var transformer = new ImagesToFeaturesTransformer(
            environment,
            outputColumnName,
            inputColumnName ?? outputColumnName,
            new ImageShape(channels, imageHeight, imageWidth),
            resizeTo ?? Math.Max(imageHeight, imageWidth),
            Scaling(scale, mean, standardDeviation));
        return new ImagesToFeaturesEstimator(environment, transformer);
    }

    private static PixelScaling Scaling(float scale, IReadOnlyList<float>? mean, IReadOnlyList<float>? standardDeviation) =>
        new(scale, mean?.ToArray() ?? [0], standardDeviation?.ToArray() ?? [1]);
}
