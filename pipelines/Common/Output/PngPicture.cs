using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Pictures;
using SkiaSharp;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>Writes pictures as PNG files.</summary>
internal static class PngPicture
{
    /// <summary>Writes an opaque picture.</summary>
    public static void Write(MLImage picture, Stream stream)
    {
        using var image = SKImage.FromPixelCopy(BitmapPixels.InfoOf(picture, SKAlphaType.Opaque), picture.Pixels);
        using var png = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        png.SaveTo(stream);
    }
}
