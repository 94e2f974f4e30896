using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Transforms.HeatMaps;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Pipelines.FashionMnist.Data;

/// <summary>Reads picture files into the grey values that a model was trained on.</summary>
internal static class GrayPictures
{
    // A picture of this many pixels takes 400 MB to decode; a file can claim far more than it holds.
    private static readonly PictureRules _rules = GrayPixels.Rules with { MaximumPixels = 100_000_000 };

    /// <summary>
    /// Decodes a picture, upright, and scales it into a frame of the given size, keeping its proportions; what it leaves free,
    /// and what is transparent in it, is black like the background of the data set.
    /// </summary>
    /// <exception cref="UnreadablePictureException">The file cannot be read.</exception>
    public static Picture Read(string file, int width, int height)
    {
        using var picture = EncodedPicture.Open(file, _rules);
        using var color = picture.Decode();
        var gray = GrayPixels.Of(color);
        return new Picture(gray.Fit(width, height), gray.HasLightEdge());
    }

    /// <summary>A picture with a heat map over it, whose size is that of the frame.</summary>
    /// <exception cref="UnreadablePictureException">The file cannot be read.</exception>
    public static MLImage Overlay(string file, ReadOnlySpan<float> heatMap, int width, int height)
    {
        using var encoded = EncodedPicture.Open(file, _rules);
        using var picture = encoded.Decode();
        return HeatMapDrawing.Over(
            picture, heatMap, width, GrayPixels.PlaceOfFrame(picture.Width, picture.Height, width, height));
    }
}
