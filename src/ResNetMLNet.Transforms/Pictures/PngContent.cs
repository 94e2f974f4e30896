using System.Buffers.Binary;
using System.IO.Hashing;

namespace ResNetMLNet.Transforms.Pictures;

/// <summary>The chunks of a PNG.</summary>
internal static class PngContent
{
    private const int SignatureLength = 8;
    private const int NumberLength = 4;

    // A palette of 256 colours.
    private const int LongestOther = (3 * NumberLength) + (3 * 256);

    /// <summary>
    /// What the decoder is to see: the chunks that make pixels. It copies a long chunk once for each 4 KiB that it reads, even of
    /// metadata, and does not check the last one with pixels.
    /// </summary>
    /// <exception cref="UnreadablePictureException">A chunk is not what was written.</exception>
    public static ReadOnlyMemory<byte> Pixels(ReadOnlySpan<byte> content)
    {
        var pixels = new byte[content.Length];
        content[..SignatureLength].CopyTo(pixels);
        var length = SignatureLength;
        for (var rest = content[SignatureLength..]; !rest.IsEmpty; rest = Behind(rest))
        {
            var chunk = rest[..LengthOf(rest)];
            if (!MakesPixels(chunk))
                continue;
            CheckIntact(chunk);
            chunk.CopyTo(pixels.AsSpan(length));
            length += chunk.Length;
        }
        return pixels.AsMemory(0, length);
    }

    /// <summary>The content of EXIF; empty if there is none.</summary>
    public static ReadOnlySpan<byte> Exif(ReadOnlySpan<byte> content)
    {
        for (var rest = content[SignatureLength..]; !rest.IsEmpty; rest = Behind(rest))
        {
            if (IsNamed(rest, "eXIf"u8))
                return Body(rest[..LengthOf(rest)]);
        }
        return [];
    }

    // What follows the end is no part of the picture: some cameras put a film there.
    private static ReadOnlySpan<byte> Behind(ReadOnlySpan<byte> rest) => IsNamed(rest, "IEND"u8) ? [] : rest[LengthOf(rest)..];

    // A chunk whose name begins with a capital letter is one that no decoder may leave out.
    private static bool MakesPixels(ReadOnlySpan<byte> chunk) =>
        chunk.Length <= NumberLength || char.IsAsciiLetterUpper((char)chunk[NumberLength]) || IsNamed(chunk, "tRNS"u8);

    private static bool IsNamed(ReadOnlySpan<byte> chunk, ReadOnlySpan<byte> name) =>
        chunk.Length > NumberLength && chunk[NumberLength..].StartsWith(name);

    private static ReadOnlySpan<byte> Body(ReadOnlySpan<byte> chunk) =>
        chunk.Length >= 3 * NumberLength ? chunk[(2 * NumberLength)..^NumberLength] : [];

    private static void CheckIntact(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length < 3 * NumberLength
            || (chunk.Length > LongestOther && !IsNamed(chunk, "IDAT"u8))
            || Crc32.HashToUInt32(chunk[NumberLength..^NumberLength]) != BinaryPrimitives.ReadUInt32BigEndian(chunk[^NumberLength..]))
        {
            throw UnreadablePictureException.Damaged();
        }
    }

    /// <summary>The length of the first chunk: of its length, name, content and checksum, as far as they are there.</summary>
    private static int LengthOf(ReadOnlySpan<byte> rest) => rest.Length < NumberLength
        ? rest.Length
        : (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(rest) + (3L * NumberLength), rest.Length);
}
