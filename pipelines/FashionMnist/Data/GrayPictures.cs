using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using SkiaSharp;

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
    /// <exception cref="UserErrorException">The file is missing or no picture.</exception>
    public static Picture Read(string file, int width, int height)
    {
        using var color = Decode(file);
        var gray = GrayPixels.Of(color);
        return new Picture(file, gray.Fit(width, height), gray.HasLightEdge());
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
}
