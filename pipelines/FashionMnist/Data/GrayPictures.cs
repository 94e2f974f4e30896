using ResNetMLNet.Pipelines.Common.Data;

namespace ResNetMLNet.Pipelines.FashionMnist.Data;

/// <summary>Reads picture files into the grey values that a model was trained on.</summary>
internal static class GrayPictures
{
    // A picture of this many pixels takes 400 MB to decode; a file can claim far more than it holds.
    private const long MostPixels = 100_000_000;

    /// <summary>
    /// Decodes a picture and scales it into a frame of the given size, keeping its proportions; what it leaves free,
    /// and what is transparent in it, is black like the background of the data set.
    /// </summary>
    /// <exception cref="UnreadablePictureException">The file is no picture.</exception>
    public static Picture Read(string file, int width, int height)
    {
        using var picture = PictureFile.Open(file, MostPixels);
        using var color = picture.Decode();
        var gray = GrayPixels.Of(color);
        return new Picture(gray.Fit(width, height), gray.HasLightEdge());
    }
}
