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
        var colours = new List<byte>();
        foreach (var pixel in picture.Pixels.ToArray().Chunk(4))
        {
            Assert.AreEqual(byte.MaxValue, pixel[3]);
            colours.AddRange(pixel[..3]);
        }
        return [.. colours];
    }
}
