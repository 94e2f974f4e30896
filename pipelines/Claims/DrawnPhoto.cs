using SkiaSharp;

namespace ResNetMLNet.Pipelines.Claims;

/// <summary>Draws a lamp, a bicycle or a television in a few strokes, in some place and colour.</summary>
internal static class DrawnPhoto
{
    private const int Size = 32;

    /// <summary>Draws an item into a PNG file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="item">0 for a lamp, 1 for a bicycle, 2 for a television.</param>
    /// <param name="random">Decides on place and colour.</param>
    public static void Write(string file, int item, Random random)
    {
        using var bitmap = new SKBitmap(Size, Size);
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint { Color = Colour(random, darkest: 120), IsStroke = item == 1, StrokeWidth = 2 };
        canvas.Clear(Colour(random, darkest: 0));
        canvas.Translate(random.Next(-4, 5), random.Next(-4, 5));
        Draw(canvas, item, paint);
        using var stream = File.Create(file);
        bitmap.Encode(stream, SKEncodedImageFormat.Png, quality: 100);
    }

    private static void Draw(SKCanvas canvas, int item, SKPaint paint)
    {
        switch (item)
        {
            case 0:
                canvas.DrawOval(16, 10, 8, 5, paint);
                canvas.DrawRect(15, 10, 2, 16, paint);
                break;
            case 1:
                canvas.DrawCircle(9, 19, 6, paint);
                canvas.DrawCircle(23, 19, 6, paint);
                break;
            default:
                canvas.DrawRect(5, 7, 22, 16, paint);
                break;
        }
    }

    private static SKColor Colour(Random random, byte darkest)
    {
        byte Part() => (byte)(darkest + random.Next(100));
        return new SKColor(Part(), Part(), Part());
    }
}
