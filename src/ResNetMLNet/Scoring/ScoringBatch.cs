using System.Numerics;
using ResNetMLNet.Featurization;
using ResNetMLNet.Modeling;

namespace ResNetMLNet.Scoring;

/// <summary>How many rows are scored at once when data is read.</summary>
internal static class ScoringBatch
{
    /// <summary>The batch of small images, which costs little memory; more brings nothing.</summary>
    public const int Largest = 256;

    private const int Smallest = 8;

    /// <summary>
    /// The pixels of the first block's maps that still lie in the caches of a processor: measured with images of 28 and 96
    /// pixels behind the standard stem.
    /// </summary>
    private const ulong MapPixelsAtOnce = 18_750;

    /// <summary>The rows for images of a shape and a network, a power of two.</summary>
    /// <param name="image">The shape of the images.</param>
    /// <param name="network">The network; null for one that is none of ours, whose maps are taken to be as large as the images.</param>
    public static int SizeFor(ImageShape image, ResNetDescription? network)
    {
        var mapPixels = (ulong)(network?.FirstMapSize(image.Height, image.Width) ?? (long)image.Height * image.Width);
        var rows = MapPixelsAtOnce / Math.Min(mapPixels, MapPixelsAtOnce);
        return Math.Clamp(1 << BitOperations.Log2(rows), Smallest, Largest);
    }
}
