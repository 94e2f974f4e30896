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
        using var wide = new SKBitmap(picture.Info.WithSize(picture.Width + (2 * margin), picture.Height + (2 * margin)));
        using (var canvas = new SKCanvas(wide))
        using (var shader = SKShader.CreateBitmap(picture, SKShaderTileMode.Clamp, SKShaderTileMode.Clamp, SKMatrix.CreateTranslation(margin, margin)))
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

    /// <summary>The picture with other values of red, green and blue.</summary>
    /// <param name="picture">The picture, four bytes a pixel.</param>
    /// <param name="map">Gives the value, and is given it and its channel.</param>
    public static SKBitmap Mapped(SKBitmap picture, Func<byte, int, double> map)
    {
        var changed = picture.Copy();
        foreach (ref var pixel in changed.Pixels32())
        {
            var (red, green, blue) = ((byte)pixel, (byte)(pixel >> 8), (byte)(pixel >> 16));
            pixel = Byte(map(red, 0)) | (Byte(map(green, 1)) << 8) | (Byte(map(blue, 2)) << 16) | (pixel & 0xFF000000);
        }
        return changed;
    }

    private static uint Byte(double value) => (uint)Math.Clamp(Math.Round(value), 0, byte.MaxValue);
}
