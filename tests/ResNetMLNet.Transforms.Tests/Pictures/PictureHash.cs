using System.Security.Cryptography;
using Microsoft.ML.Data;

namespace ResNetMLNet.Transforms.Tests.Pictures;

/// <summary>The SHA-256 of the colours of a picture.</summary>
internal static class PictureHash
{
    /// <summary>The hash of red, green and blue of all pixels, row by row, in hexadecimal digits.</summary>
    public static string Of(MLImage picture) => Convert.ToHexStringLower(SHA256.HashData(Colours(picture)));

    /// <summary>Red, green and blue of all pixels, row by row; the pixels have to be opaque.</summary>
    public static byte[] Colours(MLImage picture)
    {
        Assert.AreEqual(MLPixelFormat.Rgba32, picture.PixelFormat);
        var pixels = picture.Pixels;
        var colours = new byte[pixels.Length / 4 * 3];
        for (var (from, to) = (0, 0); from < pixels.Length; (from, to) = (from + 4, to + 3))
        {
            if (pixels[from + 3] != byte.MaxValue)
                Assert.Fail("A pixel is transparent.");
            pixels.Slice(from, 3).CopyTo(colours.AsSpan(to));
        }
        return colours;
    }
}
