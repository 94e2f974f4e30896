using ResNetMLNet.Pipelines.FashionMnist.CommandLine;
using SkiaSharp;

namespace ResNetMLNet.Pipelines.FashionMnist.Data;

/// <summary>Reads picture files into the grey values that a model was trained on.</summary>
internal static class PictureFile
{
    // A picture of this many pixels takes 400 MB to decode; a file can claim far more than it holds.
    private const long MostPixels = 100_000_000;

    /// <summary>
    /// Decodes a picture and scales it into a frame of the given size, keeping its proportions; what it leaves free, and
    /// what is transparent in it, is black like the background of the data set.
    /// </summary>
    /// <returns>The grey values, row by row.</returns>
    /// <exception cref="UserErrorException">The file is missing or no picture.</exception>
    public static byte[] Read(string file, int width, int height)
    {
        using var color = Decode(file);
        using var gray = ToGray(color);
        return Fit(gray, width, height);
    }

    /// <summary>Whether the edge of the image is light, so that it may show something dark on a light background.</summary>
    public static bool HasLightEdge(byte[] pixels, int width, int height)
    {
        long sum = 0, count = 0;
        for (var y = 0; y < height; y++)
        {
            // Between the first and the last row only the two ends of a row belong to the edge.
            var step = y == 0 || y == height - 1 ? 1 : Math.Max(1, width - 1);
            for (var x = 0; x < width; x += step, count++)
                sum += pixels[(y * width) + x];
        }

        return sum > 160 * count;
    }

    private static SKBitmap Decode(string file)
    {
        if (Directory.Exists(file))
            throw Unreadable(file, "it is a folder");
        if (!File.Exists(file))
            throw new UserErrorException($"The picture '{file}' does not exist. Check the path.");

        using var stream = File.OpenRead(file);
        using var codec = SKCodec.Create(stream);
        if (codec is null)
            throw Unreadable(file, "it is not a picture of a known format");
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        if ((long)info.Width * info.Height > MostPixels)
            throw Unreadable(file, $"its {info.Width} x {info.Height} pixels are too many");

        var bitmap = new SKBitmap(info);
        if (codec.GetPixels(info, bitmap.GetPixels()) == SKCodecResult.Success)
            return bitmap;
        bitmap.Dispose();
        throw Unreadable(file, "it is damaged or cut short");
    }

    private static UserErrorException Unreadable(string file, string reason) => new(
        $"The picture '{file}' cannot be read: {reason}. Give a PNG or JPEG file; a picture editor can save one.");

    /// <summary>Luma after ITU-R BT.601; premultiplied colours are the picture on black already.</summary>
    private static SKImage ToGray(SKBitmap color)
    {
        var gray = new byte[color.Width * color.Height];
        var source = color.GetPixelSpan();
        for (var i = 0; i < gray.Length; i++)
        {
            var pixel = source.Slice(4 * i, 4);
            gray[i] = (byte)(((299 * pixel[0]) + (587 * pixel[1]) + (114 * pixel[2]) + 500) / 1000);
        }

        return SKImage.FromPixelCopy(
            new SKImageInfo(color.Width, color.Height, SKColorType.Gray8, SKAlphaType.Opaque), gray);
    }

    private static byte[] Fit(SKImage gray, int width, int height)
    {
        var scale = Math.Min((float)width / gray.Width, (float)height / gray.Height);
        var frame = SKRect.Create(
            (width - (gray.Width * scale)) / 2, (height - (gray.Height * scale)) / 2, gray.Width * scale, gray.Height * scale);
        using var target = new SKBitmap(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(target))
        {
            canvas.Clear(SKColors.Black);

            // Mipmaps average what is scaled down; a picture of the right size stays as it is, to the bit.
            using var paint = new SKPaint
            {
                FilterQuality = scale < 1 ? SKFilterQuality.Medium : scale > 1 ? SKFilterQuality.High : SKFilterQuality.None,
            };
            canvas.DrawImage(gray, frame, paint);
        }

        var pixels = new byte[width * height];
        for (var y = 0; y < height; y++)
            target.GetPixelSpan().Slice(y * target.RowBytes, width).CopyTo(pixels.AsSpan(y * width));
        return pixels;
    }
}
