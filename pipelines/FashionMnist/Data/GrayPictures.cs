using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using SkiaSharp;

namespace ResNetMLNet.Pipelines.FashionMnist.Data;

/// <summary>Reads picture files into the grey values that a model was trained on.</summary>
internal static class GrayPictures
{
    // A picture of this many pixels takes 400 MB to decode; a file can claim far more than it holds.
    private const long MostPixels = 100_000_000;

    // Well above the mean of a garment that reaches the edge, well below a white or light grey background.
    private const int LightEdge = 160;

    /// <summary>
    /// Decodes a picture and scales it into a frame of the given size, keeping its proportions; what it leaves free,
    /// and what is transparent in it, is black like the background of the data set.
    /// </summary>
    /// <exception cref="UserErrorException">The file is missing or no picture.</exception>
    public static Picture Read(string file, int width, int height)
    {
        using var color = Decode(file);
        var gray = ToGray(color);
        return new Picture(
            file, Fit(gray, color.Width, color.Height, width, height), HasLightEdge(gray, color.Width, color.Height));
    }

    private static bool HasLightEdge(byte[] gray, int width, int height)
    {
        long sum = 0, count = 0;
        for (var y = 0; y < height; y++)
        {
            // Between the first and the last row only the two ends of a row belong to the edge.
            var step = y == 0 || y == height - 1 ? 1 : Math.Max(1, width - 1);
            for (var x = 0; x < width; x += step, count++)
                sum += gray[(y * width) + x];
        }

        return sum > LightEdge * count;
    }

    private static SKBitmap Decode(string file)
    {
        if (Directory.Exists(file))
            throw Unreadable(file, "it is a folder");
        if (!File.Exists(file))
            throw new UserErrorException($"The picture '{file}' does not exist. Check the path.");

        try
        {
            using var picture = PictureFile.Open(file, MostPixels);
            return picture.Decode();
        }
        catch (UnreadablePictureException exception)
        {
            throw Unreadable(file, exception.Message);
        }
    }

    private static UserErrorException Unreadable(string file, string reason) => new(
        $"The picture '{file}' cannot be read: {reason}. Give a PNG or JPEG file; a picture editor can save one.");

    /// <summary>Luma after ITU-R BT.601; premultiplied colours are the picture on black already.</summary>
    private static byte[] ToGray(SKBitmap color)
    {
        var gray = new byte[color.Width * color.Height];
        var source = color.GetPixelSpan();
        for (var i = 0; i < gray.Length; i++)
        {
            var pixel = source.Slice(4 * i, 4);
            gray[i] = (byte)(((299 * pixel[0]) + (587 * pixel[1]) + (114 * pixel[2]) + 500) / 1000);
        }

        return gray;
    }

    private static byte[] Fit(byte[] gray, int grayWidth, int grayHeight, int width, int height)
    {
        var scale = Math.Min((float)width / grayWidth, (float)height / grayHeight);
        var frame = SKRect.Create(
            (width - (grayWidth * scale)) / 2,
            (height - (grayHeight * scale)) / 2,
            grayWidth * scale,
            grayHeight * scale);
        using var source = SKImage.FromPixelCopy(GrayInfo(grayWidth, grayHeight), gray);
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

        var pixels = new byte[width * height];
        for (var y = 0; y < height; y++)
            target.GetPixelSpan().Slice(y * target.RowBytes, width).CopyTo(pixels.AsSpan(y * width));
        return pixels;
    }

    private static SKImageInfo GrayInfo(int width, int height) =>
        new(width, height, SKColorType.Gray8, SKAlphaType.Opaque);
}
