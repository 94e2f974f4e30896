using Microsoft.ML.Data;
using SkiaSharp;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>Writes pictures as PNG files.</summary>
internal static class PngPicture
{
    /// <summary>Writes an opaque picture.</summary>
    public static void Write(MLImage picture, Stream stream)
    {
        var format = picture.PixelFormat == MLPixelFormat.Bgra32 ? SKColorType.Bgra8888 : SKColorType.Rgba8888;
        using var image = SKImage.FromPixelCopy(
            new SKImageInfo(picture.Width, picture.Height, format, SKAlphaType.Opaque), picture.Pixels);
        using var png = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        png.SaveTo(stream);
    }
}
