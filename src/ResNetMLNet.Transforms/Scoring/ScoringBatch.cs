using System.Numerics;

namespace ResNetMLNet.Transforms.Scoring;

/// <summary>How many rows are scored at once when data is read.</summary>
internal static class ScoringBatch
{
    /// <summary>The batch of small images, which costs little memory; more brings nothing.</summary>
    public const int Largest = 256;

    private const int Smallest = 8;

    /// <summary>The rows for an amount of memory, a power of two.</summary>
    /// <param name="pixels">The pixels that a row takes.</param>
    /// <param name="pixelsAtOnce">Those beyond which more at once bring nothing.</param>
    /// <param name="largest">The most rows.</param>
    public static int SizeFor(long pixels, long pixelsAtOnce, int largest = Largest)
    {
        var rows = (uint)(pixelsAtOnce / Math.Min(pixels, pixelsAtOnce));
        return Math.Clamp(1 << BitOperations.Log2(rows), Smallest, largest);
    }
}
