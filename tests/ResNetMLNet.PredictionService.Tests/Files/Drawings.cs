using SkiaSharp;

namespace ResNetMLNet.PredictionService.Tests.Files;

/// <summary>Small grey pictures that differ by class and variant, and the files made of them.</summary>
internal static class Drawings
{
    public const int Size = 28;

    /// <summary>Grey values: stripes of the class's width, turned by the variant, with noise of its own.</summary>
    public static byte[] Pixels(int classNumber, int variant)
    {
        var random = new Random((1000 * classNumber) + variant);
        var pixels = new byte[Size * Size];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (x, y) = (i % Size, i / Size);
            var isBright = ((x * (1 + (variant % 3))) + y) / (classNumber + 1) % 2 == 0;
            pixels[i] = (byte)((isBright ? 180 : 20) + random.Next(60));
        }

        return pixels;
    }

    /// <summary>A PNG file of the size that the model takes in.</summary>
    public static byte[] Png(int classNumber, int variant)
    {
        using var image = SKImage.FromPixelCopy(
            new SKImageInfo(Size, Size, SKColorType.Gray8), Pixels(classNumber, variant));
        using var data = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        return data.ToArray();
    }

    /// <summary>A PNG file of one pixel.</summary>
    public static byte[] Dot()
    {
        using var bitmap = new SKBitmap(1, 1);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
        return data.ToArray();
    }
}
