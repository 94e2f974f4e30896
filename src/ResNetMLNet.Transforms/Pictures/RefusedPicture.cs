using System.Buffers.Binary;

namespace ResNetMLNet.Transforms.Pictures;

/// <summary>Says of a content that its decoder does not take whether the size is why, which the decoder does not tell.</summary>
internal static class RefusedPicture
{
    // More scans than any encoder makes; the decoder gives up behind them.
    private const int MostScans = 99;

    /// <summary>Why the header is not taken.</summary>
    public static UnreadablePictureException ByHeader(ReadOnlySpan<byte> content, PictureFormat format, PictureRules rules)
    {
        var (width, height) = ClaimOf(content, format);
        rules.CheckSize(width, height);
        var most = MostPixelsOfASide(format);
        return Math.Max(width, height) > most
            ? new(FormattableString.Invariant($"its {width} x {height} pixels are more than the {most} of a side that can be decoded"))
            : UnreadablePictureException.Damaged();
    }

    /// <summary>Why the pixels are not decoded.</summary>
    public static UnreadablePictureException ByPixels(ReadOnlySpan<byte> content, PictureFormat format) =>
        format == PictureFormat.Jpeg && JpegMarks.Scans(content) is > MostScans and var scans
            ? new(FormattableString.Invariant($"its {scans} scans are more than the {MostScans} that can be decoded"))
            : UnreadablePictureException.Damaged();

    /// <summary>The limits of libjpeg, libpng and Skia; what the other formats can write is in those of their decoders.</summary>
    private static uint MostPixelsOfASide(PictureFormat format) => format switch
    {
        PictureFormat.Jpeg => 65_500,
        PictureFormat.Png => 1_000_000,
        PictureFormat.Bmp => 65_535,
        _ => uint.MaxValue,
    };

    private static (uint Width, uint Height) ClaimOf(ReadOnlySpan<byte> content, PictureFormat format) => format switch
    {
        PictureFormat.Jpeg => JpegMarks.Size(content),
        PictureFormat.Png when content.Length >= 24 && content[12..].StartsWith("IHDR"u8) =>
            (BinaryPrimitives.ReadUInt32BigEndian(content[16..]), BinaryPrimitives.ReadUInt32BigEndian(content[20..])),

        // Rows that come from the top have a negative height; the oldest header, of 12 bytes, has two bytes for each.
        PictureFormat.Bmp when content.Length >= 26 && content[14] != 12 => (
            (uint)Math.Max(0, BinaryPrimitives.ReadInt32LittleEndian(content[18..])),
            (uint)Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(content[22..]))),

        // Three bytes each, of one less.
        PictureFormat.WebP when content.Length >= 31 && content[12..].StartsWith("VP8X"u8) => (
            (BinaryPrimitives.ReadUInt32LittleEndian(content[24..]) & 0xFF_FFFF) + 1,
            (BinaryPrimitives.ReadUInt32LittleEndian(content[27..]) & 0xFF_FFFF) + 1),
        _ => default,
    };
}
