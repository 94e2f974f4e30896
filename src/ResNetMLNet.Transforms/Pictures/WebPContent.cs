using System.Buffers.Binary;

namespace ResNetMLNet.Transforms.Pictures;

/// <summary>The chunks of a WebP, of which its decoder reads no EXIF.</summary>
internal static class WebPContent
{
    private const int SignatureLength = 12;
    private const int HeaderLength = 8;

    /// <summary>The content of EXIF; empty if there is none.</summary>
    public static ReadOnlySpan<byte> Exif(ReadOnlySpan<byte> content)
    {
        var rest = content[SignatureLength..];
        while (rest.Length >= HeaderLength)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            var chunk = rest[HeaderLength..];
            if (length > chunk.Length)
                break;
            if (rest.StartsWith("EXIF"u8))
                return chunk[..(int)length];

            // A chunk of odd length is followed by one byte more.
            rest = chunk[(int)Math.Min(length + (length & 1), chunk.Length)..];
        }
        return [];
    }
}
