using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.PredictionService.Model;
using ResNetMLNet.Transforms.Interop;
using ResNetMLNet.Transforms.Pictures;
using SkiaSharp;

namespace ResNetMLNet.Pipelines.PredictionService.Pictures;

/// <summary>The answer to a request for an explanation.</summary>
internal static class ExplainedPicture
{
    /// <summary>The longer side of what is sent: a heat map shows no more, and a larger file would take seconds to make.</summary>
    private const int LargestSide = 1024;

    /// <summary>A PNG file of a picture, made smaller where it is large, with its heat map over it.</summary>
    public static byte[] Png(EncodedPicture encoded, PictureExplanation explanation, float[] heatMap)
    {
        using var picture = Smaller(encoded.Decode());
        using var drawn = explanation.Draw(picture, heatMap);
        using var file = new MemoryStream();
        PngPicture.Write(drawn, file);
        return file.ToArray();
    }

    private static MLImage Smaller(MLImage picture)
    {
        var scale = (double)LargestSide / Math.Max(picture.Width, picture.Height);
        if (scale >= 1)
            return picture;
        using (picture)
        {
            var info = new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
            using var large = SKImage.FromPixelCopy(info, picture.Pixels);
            var small = BitmapPixels.Allocate(info.WithSize(Scaled(picture.Width), Scaled(picture.Height)));
            large.ScalePixels(small.PeekPixels(), SKFilterQuality.Medium);
            return PictureMemory.ToPicture(small);
        }

        int Scaled(int side) => Math.Max(1, (int)Math.Round(scale * side));
    }
}
