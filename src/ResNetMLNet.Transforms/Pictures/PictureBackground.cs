using System.Drawing;

namespace ResNetMLNet.Transforms.Pictures;

/// <summary>What is behind transparent pixels, blended as Pillow's <c>paste</c> with a mask does.</summary>
/// <param name="color">The colour of it.</param>
internal sealed class PictureBackground(Color color)
{
    private const uint Opaque = 255u << 24;

    /// <summary>Makes pixels opaque.</summary>
    /// <param name="pixels">The pixels: red in the lowest byte, then green, blue and alpha, by which they are not multiplied.</param>
    public void PutBehind(Span<uint> pixels)
    {
        foreach (ref var pixel in pixels)
        {
            var alpha = pixel >> 24;
            if (alpha != byte.MaxValue)
            {
                pixel = Blend(pixel, color.R, alpha)
                    | Blend(pixel >> 8, color.G, alpha) << 8
                    | Blend(pixel >> 16, color.B, alpha) << 16
                    | Opaque;
            }
        }
    }

    private static uint Blend(uint pixel, uint behind, uint alpha)
    {
        var sum = ((byte)pixel * alpha) + (behind * (byte.MaxValue - alpha)) + 128;
        return ((sum >> 8) + sum) >> 8;
    }
}
