using SkiaSharp;

namespace ResNetMLNet.Reports.Html;

/// <summary>Pictures within a page.</summary>
internal static class PictureUri
{
    private const int LongestSide = 160;
    private const int Quality = 80;

    // JPEG would blur what is to be seen pixel by pixel.
    private const int SmallSide = 64;

    /// <summary>A picture, made smaller where it is large, as a data URI.</summary>
    public static string Of(SKBitmap picture)
    {
        var longest = Math.Max(picture.Width, picture.Height);
        if (longest <= SmallSide)
            return Encode(picture, SKEncodedImageFormat.Png);
        var scale = Math.Min(1.0, (double)LongestSide / longest);
        var info = new SKImageInfo(Size(picture.Width * scale), Size(picture.Height * scale), picture.ColorType, picture.AlphaType);
        using var smaller = picture.Resize(info, SKFilterQuality.Medium);
        return Encode(smaller, SKEncodedImageFormat.Jpeg);
    }

    private static int Size(double size) => Math.Max(1, (int)Math.Round(size));

    private static string Encode(SKBitmap picture, SKEncodedImageFormat format)
    {
        using var data = picture.Encode(format, Quality);
        return $"data:image/{(format == SKEncodedImageFormat.Png ? "png" : "jpeg")};base64,{Convert.ToBase64String(data.Span)}";
    }
}
