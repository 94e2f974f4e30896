using System.Runtime.InteropServices;
using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Interop;
using ResNetMLNet.Transforms.Pictures;
using SkiaSharp;

namespace ResNetMLNet.Transforms.HeatMaps;

/// <summary>Draws heat maps over pictures.</summary>
internal static class HeatMapDrawing
{
    private const byte HalfTransparent = 128;

    /// <summary>Makes a picture with a heat map over it.</summary>
    /// <param name="picture">The picture, which stays as it is.</param>
    /// <param name="values">The values from 0 to 1, row by row.</param>
    /// <param name="width">The values of a row.</param>
    /// <param name="place">Where the map lies, in pixels of the picture; what is beyond the picture is left out.</param>
    /// <exception cref="InvalidOperationException">The picture is disposed.</exception>
    /// <exception cref="InsufficientMemoryException">There is too little memory.</exception>
    public static MLImage Over(MLImage picture, ReadOnlySpan<float> values, int width, SKRect place)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(picture.Pixels);
        var drawn = BitmapPixels.Allocate(BitmapPixels.InfoOf(picture, SKAlphaType.Premul));
        pixels.CopyTo(drawn.Pixels32());
        using var map = Colored(values, width);
        using var canvas = new SKCanvas(drawn);
        using var paint = new SKPaint
        {
            Color = SKColors.White.WithAlpha(HalfTransparent), FilterQuality = SKFilterQuality.Low, IsAntialias = true,
        };
        canvas.DrawBitmap(map, place, paint);
        return PictureMemory.ToPicture(drawn);
    }

    private static SKBitmap Colored(ReadOnlySpan<float> values, int width)
    {
        var map = BitmapPixels.Allocate(
            new SKImageInfo(width, values.Length / width, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var pixels = map.Pixels32();
        for (var i = 0; i < values.Length; i++)
        {
            var color = HeatMapColors.Of(values[i]);
            pixels[i] = color.Red | ((uint)color.Green << 8) | ((uint)color.Blue << 16) | ((uint)color.Alpha << 24);
        }
        return map;
    }
}
