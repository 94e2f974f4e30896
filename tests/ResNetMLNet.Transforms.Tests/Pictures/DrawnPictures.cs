using SkiaSharp;

namespace ResNetMLNet.Transforms.Tests.Pictures;

/// <summary>Pictures by a formula, in colours that change from pixel to pixel.</summary>
internal static class DrawnPictures
{
    /// <summary>The content of a picture file.</summary>
    public static byte[] Encoded(int width, int height, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                bitmap.SetPixel(x, y, Color(x, y));
        }
        using var data = bitmap.Encode(format, quality: 95);
        return data.ToArray();
    }

    /// <summary>Red, green and blue of all pixels, row by row.</summary>
    public static byte[] Colours(int width, int height) =>
    [
        .. Enumerable.Range(0, width * height).Select(i => Color(i % width, i / width)).SelectMany(color => new[] { color.Red, color.Green, color.Blue }),
    ];

    private static SKColor Color(int x, int y) => new((byte)((7 * x) + (3 * y)), (byte)(90 + (5 * y)), (byte)(200 - (2 * x)));
}
