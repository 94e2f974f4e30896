using System.Buffers.Binary;

namespace ResNetMLNet.Transforms.Pictures;

/// <summary>Reads from EXIF how a camera was held: the one entry of the first directory of a TIFF that pictures carry with them.</summary>
internal static class ExifOrientation
{
    private const int Upright = 1;
    private const int HeaderLength = 8;
    private const int EntryLength = 12;
    private const ushort OrientationTag = 0x112;
    private const ushort ShortType = 3;

    /// <summary>The orientation, from 1 for upright to 8; also 1 where there is no such entry, or none that can be read.</summary>
    /// <param name="exif">The content of EXIF, with or without its own signature.</param>
    public static int Of(ReadOnlySpan<byte> exif)
    {
        var tiff = exif.StartsWith("Exif\0\0"u8) ? exif[6..] : exif;
        var isLittle = tiff.StartsWith("II*\0"u8);
        if (tiff.Length < HeaderLength || (!isLittle && !tiff.StartsWith("MM\0*"u8)))
            return Upright;
        var start = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        return start <= tiff.Length - sizeof(ushort) ? InDirectory(tiff[(int)start..], isLittle) : Upright;
    }

    private static int InDirectory(ReadOnlySpan<byte> directory, bool isLittle)
    {
        var entries = directory[sizeof(ushort)..];
        for (var count = Short(directory, isLittle); count > 0 && entries.Length >= EntryLength; count--)
        {
            if (Short(entries, isLittle) == OrientationTag && Short(entries[2..], isLittle) == ShortType)
                return Short(entries[8..], isLittle);
            entries = entries[EntryLength..];
        }
        return Upright;
    }

    private static ushort Short(ReadOnlySpan<byte> at, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);
}
