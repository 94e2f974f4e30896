using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Transforms.Pictures;
using SkiaSharp;

namespace ResNetMLNet.Pipelines.ImageFolder.Data;

/// <summary>Takes the middle of a picture to be shown with its classes.</summary>
internal static class SamplePicture
{
    private const int Size = 140;

    /// <summary>Reads the picture and scales its middle to a small square.</summary>
    public static Sample Read(string file, string trueClass, string predictedClass, PictureRules rules)
    {
        using var encoded = EncodedPicture.Open(file, rules);
        var whole = new PictureBox(0, 0, encoded.Height, encoded.Width);
        using var picture = encoded.DecodePart(whole, Size, Size, new PictureRoom()).Picture;
        using var image = SKImage.FromPixelCopy(
            new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Opaque), picture.Pixels);
        using var square = new SKBitmap(new SKImageInfo(Size, Size, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(square))
        {
            canvas.Clear(SKColors.Black);
            using var paint = new SKPaint { FilterQuality = SKFilterQuality.Medium };
            canvas.DrawImage(image, Middle(picture.Width, picture.Height), SKRect.Create(Size, Size), paint);
        }

        return new Sample(square.Bytes, Size, Size, trueClass, predictedClass, SKColorType.Rgba8888);
    }

    private static SKRect Middle(int width, int height)
    {
        var side = Math.Min(width, height);
        return SKRect.Create((width - side) / 2f, (height - side) / 2f, side, side);
    }
}
