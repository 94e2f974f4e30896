using ResNetMLNet.Transforms.Pictures;
using SkiaSharp;

namespace ResNetMLNet.Reports.Pictures;

/// <summary>Changed copies of pictures.</summary>
internal static class PictureCanvas
{
    /// <summary>The picture in another place, on black.</summary>
    public static SKBitmap Moved(SKBitmap picture, SKMatrix matrix)
    {
        var moved = new SKBitmap(picture.Info);
        using var canvas = new SKCanvas(moved);
        using var paint = new SKPaint { FilterQuality = SKFilterQuality.Low };
        canvas.Clear(SKColors.Black);
        canvas.SetMatrix(matrix);
        canvas.DrawBitmap(picture, 0, 0, paint);
        return moved;
    }

    /// <summary>The picture blurred, as if it went on at its edges with what is there.</summary>
    public static SKBitmap Blurred(SKBitmap picture, float sigma)
    {
        // Skia lets blurred edges fade into nothing: the picture is drawn with a margin that is cut off again.
        var margin = (int)Math.Ceiling(3 * sigma);
        var shift = SKMatrix.CreateTranslation(margin, margin);
        using var wide = new SKBitmap(picture.Info.WithSize(picture.Width + (2 * margin), picture.Height + (2 * margin)));
        using (var canvas = new SKCanvas(wide))
        using (var shader = SKShader.CreateBitmap(picture, SKShaderTileMode.Clamp, SKShaderTileMode.Clamp, shift))
        using (var paint = new SKPaint { Shader = shader })
        {
            canvas.DrawPaint(paint);
        }
        using var filter = SKImageFilter.CreateBlur(sigma, sigma);
        var blurred = new SKBitmap(picture.Info);
        using (var canvas = new SKCanvas(blurred))
        using (var paint = new SKPaint { ImageFilter = filter })
        {
            canvas.DrawBitmap(wide, -margin, -margin, paint);
        }
        return blurred;
    }

    /// <summary>The picture with other values of red, green and blue, each the same for the same value.</summary>
    public static SKBitmap Mapped(SKBitmap picture, Func<byte, double> map)
    {
        var table = Enumerable.Range(0, 256).Select(value => Byte(map((byte)value))).ToArray();
        return WithPixels(picture, value => table[value]);
    }

    /// <summary>The picture with other values of red, green and blue.</summary>
    public static SKBitmap Changed(SKBitmap picture, Func<byte, double> change) => WithPixels(picture, value => Byte(change(value)));

    private static SKBitmap WithPixels(SKBitmap picture, Func<byte, uint> value)
    {
        var changed = picture.Copy();
        foreach (ref var pixel in changed.Pixels32())
            pixel = value((byte)pixel) | (value((byte)(pixel >> 8)) << 8) | (value((byte)(pixel >> 16)) << 16) | (pixel & 0xFF000000);
        return changed;
    }

    private static uint Byte(double value) => (uint)Math.Clamp(Math.Round(value), 0, byte.MaxValue);
}
