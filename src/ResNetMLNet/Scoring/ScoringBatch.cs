using System.Numerics;
using ResNetMLNet.Featurization;

namespace ResNetMLNet.Scoring;

/// <summary>How many rows are scored at once when data is read.</summary>
internal static class ScoringBatch
{
    /// <summary>The batch of small images, which costs little memory; more brings nothing.</summary>
    public const int Largest = 256;

    private const int Smallest = 8;

    /// <summary>Where the maps of a batch still lie in the caches of a processor: measured at 28 and 96 pixels.</summary>
    private const uint PixelsAtOnce = 300_000;

    /// <summary>The rows for images of a shape, a power of two.</summary>
    public static int SizeFor(ImageShape image)
    {
        var rows = PixelsAtOnce / (uint)Math.Min(image.Height * image.Width, PixelsAtOnce);
        return Math.Clamp(1 << BitOperations.Log2(rows), Smallest, Largest);
    }
}
