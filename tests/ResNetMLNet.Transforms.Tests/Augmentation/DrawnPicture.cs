using System.Security.Cryptography;
using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Augmentation;
using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Transforms.Tests.Augmentation;

/// <summary>
/// A picture of slopes and stripes by a formula that Python computes too, so that what Pillow 9.4 and torchvision 0.14 make of
/// it can be compared by the SHA-256 of the bytes.
/// </summary>
internal static class DrawnPicture
{
    public static MLImage Of(int width, int height)
    {
        var pixels = new byte[width * height * 4];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                Pixel(x, y).CopyTo(pixels.AsSpan(((y * width) + x) * 4));
        }
        return MLImage.CreateFromPixels(width, height, MLPixelFormat.Rgba32, pixels);
    }

    public static PictureCanvas Canvas(int width, int height, int channels = 3)
    {
        using var picture = Of(width, height);
        return Loader(width, height, channels).Load(picture, box: null);
    }

    public static ChangedPicture Loader(int width, int height, int channels = 3)
    {
        var shape = new ImageShape(channels, height, width);
        return new ChangedPicture(shape, new PictureFeaturizer(shape, Math.Min(height, width), new PixelScaling(1, [0], [1])));
    }

    /// <summary>The begin of the SHA-256 of pictures' red, green and blue bytes, one after another.</summary>
    public static string Hash(IEnumerable<PictureCanvas> pictures)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var picture in pictures)
        {
            foreach (var pixel in picture.Pixels)
                hash.AppendData([(byte)pixel, (byte)(pixel >> 8), (byte)(pixel >> 16)]);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static byte[] Pixel(int x, int y) =>
    [
        (byte)((((x * 5) + (x * y * 7919 % 61)) % 241) + 10),
        (byte)((((y * 6) + (((x * 31) + (y * 17)) % 53)) % 241) + 10),
        (byte)(((((x + y) * 3) + (((x * x) + (y * y * 3)) % 71)) % 241) + 10),
        byte.MaxValue,
    ];
}
