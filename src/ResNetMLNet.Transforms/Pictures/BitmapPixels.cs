using SkiaSharp;

namespace ResNetMLNet.Transforms.Pictures;

/// <summary>The pixels of a bitmap of four bytes each.</summary>
internal static class BitmapPixels
{
    /// <summary>All pixels, row by row, red in the lowest byte.</summary>
    public static unsafe Span<uint> Pixels32(this SKBitmap bitmap) =>
        new((void*)bitmap.GetPixels(), bitmap.Width * bitmap.Height);
}
