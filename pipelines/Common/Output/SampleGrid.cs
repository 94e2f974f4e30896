using SkiaSharp;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>
/// A picture of images with their true and predicted names; wrong ones differ by colour and by a sign.
/// </summary>
internal static class SampleGrid
{
    /// <summary>Images side by side.</summary>
    public const int Columns = 8;

    /// <summary>Images below each other in a full grid.</summary>
    public const int Rows = 4;

    private const int ImageSize = 140;
    private const int Gap = 14;
    private const int HeaderHeight = 44;
    private const int CaptionHeight = 46;
    private const int CellWidth = ImageSize + Gap;
    private const int CellHeight = ImageSize + CaptionHeight + Gap;

    private static readonly SKColor Ink = new(0x33, 0x33, 0x33);
    private static readonly SKColor Right = new(0x1B, 0x5E, 0x20);
    private static readonly SKColor Wrong = new(0xC6, 0x28, 0x28);

    /// <summary>The size in pixels of the picture of this many images.</summary>
    public static (int Width, int Height) SizeOf(int sampleCount)
    {
        var rows = Math.Max(1, (sampleCount + Columns - 1) / Columns);
        return ((Columns * CellWidth) + Gap, HeaderHeight + (rows * CellHeight) + Gap);
    }

    /// <summary>Draws the grid as a PNG file.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="heading">What is shown.</param>
    /// <param name="samples">The images.</param>
    public static void Write(Stream stream, string heading, IReadOnlyList<Sample> samples)
    {
        var (width, height) = SizeOf(samples.Count);
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        DrawText(canvas, $"{heading} (true name above, predicted one below)", Gap, 29, Ink, 18);
        for (var i = 0; i < samples.Count; i++)
        {
            canvas.Save();
            canvas.Translate(Gap + (i % Columns * CellWidth), HeaderHeight + (i / Columns * CellHeight));
            DrawSample(canvas, samples[i]);
            canvas.Restore();
        }

        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        png.SaveTo(stream);
    }

    private static void DrawSample(SKCanvas canvas, Sample sample)
    {
        var frame = SKRect.Create(ImageSize, ImageSize);
        using var image = SKImage.FromPixelCopy(
            new SKImageInfo(sample.Width, sample.Height, sample.Format, SKAlphaType.Opaque), sample.Pixels);

        // The pixels themselves are shown, not a smoothed picture of them: this is what the network sees.
        using (var paint = new SKPaint { FilterQuality = SKFilterQuality.None })
        {
            canvas.DrawImage(image, frame, paint);
        }

        var color = sample.IsRight ? Right : Wrong;
        if (!sample.IsRight)
        {
            using var border = new SKPaint { Color = Wrong, Style = SKPaintStyle.Stroke, StrokeWidth = 4 };
            canvas.DrawRect(SKRect.Inflate(frame, -2, -2), border);
        }

        DrawText(canvas, sample.TrueClass, 22, ImageSize + 18, Ink, 15);
        DrawText(canvas, sample.PredictedClass, 22, ImageSize + 38, color, 15);
        DrawSign(canvas, sample.IsRight, ImageSize + 33, color);
    }

    /// <summary>A tick or a cross, drawn because not every font has them.</summary>
    private static void DrawSign(SKCanvas canvas, bool isRight, float middle, SKColor color)
    {
        using var paint = new SKPaint
        {
            Color = color, Style = SKPaintStyle.Stroke, StrokeWidth = 3, IsAntialias = true,
        };
        using var path = new SKPath();
        if (isRight)
        {
            path.MoveTo(3, middle);
            path.LineTo(7, middle + 5);
            path.LineTo(15, middle - 6);
        }
        else
        {
            path.MoveTo(4, middle - 5);
            path.LineTo(14, middle + 5);
            path.MoveTo(14, middle - 5);
            path.LineTo(4, middle + 5);
        }

        canvas.DrawPath(path, paint);
    }

    private static void DrawText(SKCanvas canvas, string text, float x, float baseline, SKColor color, float size)
    {
        using var paint = new SKPaint { Color = color, TextSize = size, IsAntialias = true, SubpixelText = true };
        foreach (var (typeface, run) in PictureFont.Runs(text))
        {
            paint.Typeface = typeface;
            canvas.DrawText(run, x, baseline, paint);
            x += paint.MeasureText(run);
        }
    }
}
