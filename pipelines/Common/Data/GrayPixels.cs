using System.Drawing;
using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Pictures;
using SkiaSharp;

namespace ResNetMLNet.Pipelines.Common.Data;

/// <summary>The grey values of a picture, as models of grey pixels are given them.</summary>
internal sealed class GrayPixels
{
    // Well above the mean of a garment that reaches the edge, well below a white or light grey background.
    private const int LightEdge = 160;

    private readonly byte[] _values;
    private readonly int _width;
    private readonly int _height;

    private GrayPixels(byte[] values, int width, int height)
    {
        _values = values;
        _width = width;
        _height = height;
    }

    /// <summary>How pictures are decoded: what is transparent is black, like the background of the data set.</summary>
    public static PictureRules Rules { get; } = new() { Background = Color.Black };

    /// <summary>The luma of each pixel.</summary>
    /// <param name="picture">An opaque picture.</param>
    public static GrayPixels Of(MLImage picture)
    {
        var pixels = new PicturePixels(picture);
        var gray = new byte[pixels.Width * pixels.Height];
        var buffer = new uint[pixels.Width];
        for (var row = 0; row < pixels.Height; row++)
        {
            var lumas = pixels.Row(row, grey: true, buffer);
            for (var column = 0; column < lumas.Length; column++)
                gray[(row * pixels.Width) + column] = (byte)lumas[column];
        }

        return new GrayPixels(gray, pixels.Width, pixels.Height);
    }

    /// <summary>
    /// Scales the picture into a frame of the given size, keeping its proportions; what it leaves free is black like the
    /// background of the data set.
    /// </summary>
    /// <returns>The grey values of the frame, row by row.</returns>
    public byte[] Fit(int width, int height)
    {
        var (scale, frame) = Frame(_width, _height, width, height);
        using var source = SKImage.FromPixelCopy(GrayInfo(_width, _height), _values);
        using var target = new SKBitmap(GrayInfo(width, height));
        using (var canvas = new SKCanvas(target))
        {
            canvas.Clear(SKColors.Black);

            // Mipmaps average what is scaled down; a picture of the right size stays as it is, to the bit.
            using var paint = new SKPaint
            {
                FilterQuality = scale < 1 ? SKFilterQuality.Medium
                    : scale > 1 ? SKFilterQuality.High
                    : SKFilterQuality.None,
            };
            canvas.DrawImage(source, frame, paint);
        }

        return Rows(target, width, height);
    }

    /// <summary>Where a frame of <see cref="Fit"/> lies, in pixels of the picture that is in it; it reaches beyond that.</summary>
    public static SKRect PlaceOfFrame(int pictureWidth, int pictureHeight, int width, int height)
    {
        var (scale, frame) = Frame(pictureWidth, pictureHeight, width, height);
        return SKRect.Create(-frame.Left / scale, -frame.Top / scale, width / scale, height / scale);
    }

    /// <summary>Whether the edge is light, so that the picture may show a dark thing on a light background.</summary>
    public bool HasLightEdge()
    {
        long sum = 0, count = 0;
        for (var y = 0; y < _height; y++)
        {
            // Between the first and the last row only the two ends of a row belong to the edge.
            var step = y == 0 || y == _height - 1 ? 1 : Math.Max(1, _width - 1);
            for (var x = 0; x < _width; x += step, count++)
                sum += _values[(y * _width) + x];
        }

        return sum > LightEdge * count;
    }

    private static (float Scale, SKRect Frame) Frame(int pictureWidth, int pictureHeight, int width, int height)
    {
        var scale = Math.Min((float)width / pictureWidth, (float)height / pictureHeight);
        return (scale, SKRect.Create(
            (width - (pictureWidth * scale)) / 2,
            (height - (pictureHeight * scale)) / 2,
            pictureWidth * scale,
            pictureHeight * scale));
    }

    private static byte[] Rows(SKBitmap bitmap, int width, int height)
    {
        var pixels = new byte[width * height];
        for (var y = 0; y < height; y++)
            bitmap.GetPixelSpan().Slice(y * bitmap.RowBytes, width).CopyTo(pixels.AsSpan(y * width));
        return pixels;
    }

    private static SKImageInfo GrayInfo(int width, int height) =>
        new(width, height, SKColorType.Gray8, SKAlphaType.Opaque);
}
