using ResNetMLNet.Featurization;

namespace ResNetMLNet.Scoring;

/// <summary>How many rows are scored at once when data is read.</summary>
internal static class ScoringBatch
{
    /// <summary>The batch of images of up to 64x64 pixels.</summary>
    public const int OfSmallImages = 128;

    /// <summary>The batch of larger images.</summary>
    public const int OfLargeImages = 64;

    private const int SmallImagePixels = 64 * 64;

    /// <summary>Enough rows to keep all cores busy, few enough that the maps of a batch stay in the processor's caches.</summary>
    /// <param name="image">The shape of an image.</param>
    public static int SizeFor(ImageShape image) => image.Height * image.Width <= SmallImagePixels ? OfSmallImages : OfLargeImages;
}
