using System.Buffers.Binary;
using System.IO.Hashing;

namespace ResNetMLNet.Transforms.Pictures;

/// <summary>The chunks of a PNG, of which its decoder reads no EXIF and does not check the last one with pixels.</summary>
internal static class PngContent
{
    private const int SignatureLength = 8;
    private const int NumberLength = 4;

    /// <summary>Whether all chunks that make pixels are what was written.</summary>
    public static bool IsIntact(ReadOnlySpan<byte> content)
    {
        for (var rest = content[SignatureLength..]; First(rest) is { Length: > 0 } chunk; rest = rest[(NumberLength + chunk.Length)..])
        {
            var checksum = BinaryPrimitives.ReadUInt32BigEndian(chunk[^NumberLength..]);
            if (MakesPixels(chunk) && Crc32.HashToUInt32(chunk[..^NumberLength]) != checksum)
                return false;
        }
        return true;
    }

    /// <summary>The content of EXIF; empty if there is none.</summary>
    public static ReadOnlySpan<byte> Exif(ReadOnlySpan<byte> content)
    {
        for (var rest = content[SignatureLength..]; First(rest) is { Length: > 0 } chunk; rest = rest[(NumberLength + chunk.Length)..])
        {
            if (chunk.StartsWith("eXIf"u8))
                return chunk[NumberLength..^NumberLength];
        }
        return [];
    }

    // A chunk whose name begins with a capital letter is one that no decoder may leave out.
    private static bool MakesPixels(ReadOnlySpan<byte> chunk) => char.IsAsciiLetterUpper((char)chunk[0]) || chunk.StartsWith("tRNS"u8);

    /// <summary>The first chunk, its name, content and checksum; empty if there is no whole one.</summary>
    private static ReadOnlySpan<byte> First(ReadOnlySpan<byte> rest)
    {
        if (rest.Length < 3 * NumberLength)
            return [];
        var length = BinaryPrimitives.ReadUInt32BigEndian(rest) + (2L * NumberLength);
        var chunk = rest[NumberLength..];
        return length <= chunk.Length ? chunk[..(int)length] : [];
    }
}
