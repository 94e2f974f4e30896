using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Featurization;

namespace ResNetMLNet;

/// <summary>Extension methods on <see cref="MLContext.Transforms"/>.</summary>
public static class ResNetTransformsCatalog
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
        var scaling = new PixelScaling(scale, mean?.ToArray() ?? [0], standardDeviation?.ToArray() ?? [1]);
        var transformer = new PixelsToFeaturesTransformer(
            environment, outputColumnName, inputColumnName ?? outputColumnName, imageHeight, imageWidth, scaling);
        return new PixelsToFeaturesEstimator(environment, transformer);
    }
}
