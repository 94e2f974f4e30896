using System.Globalization;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Pipelines.PredictionService.Pictures;

/// <summary>Opens what clients send as pictures.</summary>
internal static class PictureContent
{
    // A progressive JPEG goes over all of its pixels once more with every scan. Encoders make about ten.
    private const int MostScans = 100;

    private static ReadOnlySpan<byte> StartOfScan => [0xFF, 0xDA];

    /// <summary>Reads the header of a picture.</summary>
    /// <param name="content">The content of the file.</param>
    /// <param name="rules">What it is decoded by.</param>
    /// <exception cref="UnreadablePictureException">It is no picture, or takes too much to decode.</exception>
    public static EncodedPicture Open(byte[] content, PictureRules rules)
    {
        var picture = EncodedPicture.Open(content, rules);
        var scans = picture.Format == PictureFormat.Jpeg ? content.AsSpan().Count(StartOfScan) : 0;
        if (scans <= MostScans)
            return picture;
        picture.Dispose();
        throw new UnreadablePictureException(string.Create(CultureInfo.InvariantCulture, $"its {scans} scans are too many"));
    }
}
