using Microsoft.ML.Data;
using SkiaSharp;

namespace ResNetMLNet.Transforms.Pictures;

/// <summary>The pixels of a bitmap of four bytes each.</summary>
internal static class BitmapPixels
{
    /// <summary>All pixels, row by row, red in the lowest byte.</summary>
    public static unsafe Span<uint> Pixels32(this SKBitmap bitmap) =>
        new((void*)bitmap.GetPixels(), bitmap.Width * bitmap.Height);

    /// <summary>The size of a picture of ML.NET and the order of its bytes, as Skia says it.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="alpha">What the fourth byte means.</param>
    public static SKImageInfo InfoOf(MLImage picture, SKAlphaType alpha) => new(
        picture.Width, picture.Height, picture.PixelFormat == MLPixelFormat.Bgra32 ? SKColorType.Bgra8888 : SKColorType.Rgba8888, alpha);

    /// <summary>A bitmap whose pixels may have any value.</summary>
    /// <param name="info">Its size and format.</param>
    /// <exception cref="InsufficientMemoryException">There is too little memory.</exception>
    public static SKBitmap Allocate(SKImageInfo info)
    {
        var bitmap = new SKBitmap();
        if (bitmap.TryAllocPixels(info))
            return bitmap;
        bitmap.Dispose();
        throw new InsufficientMemoryException(FormattableString.Invariant(
            $"A picture of {info.Width} x {info.Height} pixels takes {info.BytesSize64} bytes, which there are not."));
    }
}
