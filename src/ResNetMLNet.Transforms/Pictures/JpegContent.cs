using SkiaSharp;

namespace ResNetMLNet.Transforms.Pictures;

/// <summary>The content of a JPEG.</summary>
internal static class JpegContent
{
    private static ReadOnlySpan<byte> ScanMark => [0xFF, 0xDA];

    private static ReadOnlySpan<byte> EndMark => [0xFF, 0xD9];

    /// <summary>
    /// Whether a content has its end, so that what is not decoded of it is there. Neither mark can be among pixels, and
    /// a preview in front of them ends before their scan begins.
    /// </summary>
    public static bool HasEnd(ReadOnlySpan<byte> content) =>
        content.LastIndexOf(EndMark) > content.LastIndexOf(ScanMark);

    /// <summary>Decodes a part: of the rows above it no pixels are made, and what is below it is not read.</summary>
    /// <param name="codec">The decoder.</param>
    /// <param name="info">The size and format of all pixels.</param>
    /// <param name="box">The part.</param>
    /// <param name="part">Room for its pixels.</param>
    public static SKCodecResult ReadPart(SKCodec codec, SKImageInfo info, PictureBox box, SKBitmap part)
    {
        var columns = SKRectI.Create(box.Left, 0, box.Width, info.Height);
        var result = codec.StartScanlineDecode(info, new SKCodecOptions(columns));
        if (result != SKCodecResult.Success)
            return result;
        var isThere = (box.Top == 0 || codec.SkipScanlines(box.Top))
            && codec.GetScanlines(part.GetPixels(), box.Height, part.RowBytes) == box.Height;
        return isThere ? SKCodecResult.Success : SKCodecResult.IncompleteInput;
    }
}
