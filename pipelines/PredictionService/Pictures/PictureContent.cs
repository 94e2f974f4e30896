using ResNetMLNet.Pipelines.Common.Data;
using SkiaSharp;

namespace ResNetMLNet.Pipelines.PredictionService.Pictures;

/// <summary>Opens what clients send as pictures: only PNG and JPEG, whatever else the decoder knows.</summary>
internal static class PictureContent
{
    // A progressive JPEG goes over all of its pixels once more with every scan. Encoders make about ten.
    private const int MostScans = 100;

    private static ReadOnlySpan<byte> StartOfScan => [0xFF, 0xDA];

    /// <summary>Reads the header of a picture.</summary>
    /// <param name="content">The content of the file.</param>
    /// <param name="mostPixels">The most pixels that the picture may have.</param>
    /// <exception cref="UnreadablePictureException">It is no PNG or JPEG picture, or takes too much to decode.</exception>
    public static PictureFile Open(byte[] content, long mostPixels)
    {
        if (content.Length == 0)
            throw new UnreadablePictureException("it is empty");
        var picture = PictureFile.Open(new MemoryStream(content), mostPixels);
        if (FaultOf(picture.Format, content) is not { } fault)
            return picture;
        picture.Dispose();
        throw new UnreadablePictureException(fault);
    }

    private static string? FaultOf(SKEncodedImageFormat format, byte[] content) => format switch
    {
        SKEncodedImageFormat.Png => null,
        SKEncodedImageFormat.Jpeg => content.AsSpan().Count(StartOfScan) is var scans && scans > MostScans
            ? $"its {scans} scans are too many"
            : null,
        _ => $"its content is {format}, neither PNG nor JPEG",
    };
}
