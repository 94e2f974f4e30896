using System.Numerics;
using ResNetMLNet.Featurization;

namespace ResNetMLNet.Scoring;

/// <summary>How many rows are scored at once by ONNX Runtime when data is read.</summary>
internal static class OnnxRuntimeBatch
{
    /// <summary>The batch of small images, which costs little memory; more brings nothing.</summary>
    private const int Largest = 256;

    private const int Smallest = 8;

    /// <summary>The pixels of 128 images of 96 x 96: more at once bring nothing and cost memory.</summary>
    private const int PixelsAtOnce = 128 * 96 * 96;

    /// <summary>The rows for images of a shape, a power of two.</summary>
    public static int SizeFor(ImageShape image)
    {
        var rows = (uint)(PixelsAtOnce / Math.Min((long)image.Height * image.Width, PixelsAtOnce));
        return Math.Clamp(1 << BitOperations.Log2(rows), Smallest, Largest);
    }
}
