using SkiaSharp;

namespace ResNetMLNet.Reports.Tests.Data;

/// <summary>Pictures of blots, which differ as photographs do.</summary>
internal static class DrawnPicture
{
    private const int Blots = 24;

    /// <summary>A picture file.</summary>
    /// <param name="seed">Decides the blots.</param>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="height">Its height in pixels.</param>
    /// <param name="format">Its format.</param>
    /// <param name="quality">The quality of a JPEG.</param>
    public static byte[] Of(
        int seed, int width = 160, int height = 120, SKEncodedImageFormat format = SKEncodedImageFormat.Png, int quality = 95)
    {
        using var few = new SKBitmap(new SKImageInfo(Blots, Blots, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var random = new Random(seed);
        few.Pixels = [.. Enumerable.Range(0, Blots * Blots).Select(_ => new SKColor((uint)random.Next()).WithAlpha(byte.MaxValue))];
        using var picture = few.Resize(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque), SKFilterQuality.High);
        return Encode(picture, format, quality);
    }

    /// <summary>A picture file of one colour.</summary>
    public static byte[] Plain(SKColor color)
    {
        using var picture = new SKBitmap(new SKImageInfo(60, 60, SKColorType.Rgba8888, SKAlphaType.Opaque));
        picture.Erase(color);
        return Encode(picture, SKEncodedImageFormat.Png, quality: 100);
    }

    /// <summary>The file of a picture.</summary>
    public static byte[] Encode(SKBitmap picture, SKEncodedImageFormat format, int quality)
    {
        using var data = picture.Encode(format, quality);
        return data.ToArray();
    }
}
