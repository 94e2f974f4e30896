using System.Buffers.Binary;

namespace ResNetMLNet.Data;

/// <summary>
/// The header of an IDX file: two zero bytes, the element type, the number of dimensions, then each dimension as a
/// big-endian 32-bit integer. The elements follow, one byte each.
/// </summary>
/// <param name="Rows">The number of images or labels.</param>
/// <param name="Height">The image height in pixels; 1 for labels.</param>
/// <param name="Width">The image width in pixels; 1 for labels.</param>
/// <param name="HeaderLength">The number of bytes in front of the elements.</param>
internal readonly record struct IdxHeader(int Rows, int Height, int Width, int HeaderLength)
{
    private const int MagicLength = 4;
    private const byte UnsignedByte = 0x08;

    /// <summary>The number of bytes that have to follow the header.</summary>
    public int DataLength => Rows * (Height * Width);

    /// <summary>The length in bytes of the whole file, uncompressed.</summary>
    public long FileLength => (long)HeaderLength + DataLength;

    /// <summary>Reads a header and leaves the stream at the first element.</summary>
    /// <exception cref="InvalidDataException">It is not the header of an IDX file of this kind.</exception>
    public static IdxHeader Read(IdxStream stream, IdxKind kind)
    {
        Span<byte> magic = stackalloc byte[MagicLength];
        var found = stream.Read(magic);
        if (found == 0)
            throw stream.Bad("is empty", ExpectedMagic(kind), "copy or download the file again");
        if (found < MagicLength)
            throw Truncated(stream, found, MagicLength + DimensionBytes(kind));
        CheckMagic(stream, magic, kind);

        Span<byte> dimensions = stackalloc byte[DimensionBytes(kind)];
        found = stream.Read(dimensions);
        if (found < dimensions.Length)
            throw Truncated(stream, MagicLength + found, MagicLength + dimensions.Length);

        var isLabels = kind == IdxKind.Labels;
        return Checked(
            stream, Dimension(dimensions, 0), isLabels ? 1 : Dimension(dimensions, 1),
            isLabels ? 1 : Dimension(dimensions, 2), MagicLength + dimensions.Length);
    }

    private static int DimensionBytes(IdxKind kind) => sizeof(uint) * (int)kind;

    private static uint Dimension(ReadOnlySpan<byte> bytes, int index) =>
        BinaryPrimitives.ReadUInt32BigEndian(bytes[(index * sizeof(uint))..]);

    private static void CheckMagic(IdxStream stream, ReadOnlySpan<byte> magic, IdxKind kind)
    {
        if (magic[0] != 0 || magic[1] != 0 || magic[3] == 0)
        {
            throw stream.Bad(
                $"starts with 0x{Convert.ToHexString(magic)}, which is not an IDX file", ExpectedMagic(kind),
                "name an IDX file, as it is or compressed with gzip");
        }

        if (magic[2] != UnsignedByte)
        {
            throw stream.Bad(
                $"has elements of type 0x{magic[2]:X2} ({ElementName(magic[2])})", "unsigned bytes (0x08)",
                "convert the values to one unsigned byte each");
        }

        if (magic[3] != (int)kind)
            throw WrongDimensions(stream, magic[3], kind);
    }

    private static InvalidDataException WrongDimensions(IdxStream stream, byte found, IdxKind kind) =>
        (found, kind) switch
        {
            ((byte)IdxKind.Labels, IdxKind.Images) => stream.Bad(
                "holds labels", "images", "the files look swapped; name the images first and the labels second"),
            ((byte)IdxKind.Images, IdxKind.Labels) => stream.Bad(
                "holds images", "labels", "the files look swapped; name the images first and the labels second"),
            _ => stream.Bad(
                $"has {found} dimensions", $"{(int)kind} ({Shape(kind)})",
                kind == IdxKind.Images ? "store one grey image per row" : "store one label per row"),
        };

    private static IdxHeader Checked(IdxStream stream, uint rows, uint height, uint width, int headerLength)
    {
        if (rows == 0 || height == 0 || width == 0)
        {
            throw stream.Bad(
                $"announces {rows} x {height} x {width} values", "at least one of each",
                "write the file again with its rows");
        }

        // The first product of two 32-bit numbers fits; it has to be bounded before the second one.
        var pixels = (ulong)height * width;
        if (pixels > (ulong)Array.MaxLength || rows * pixels > (ulong)Array.MaxLength)
        {
            throw stream.Bad(
                $"announces {rows} x {height} x {width} values", $"{Array.MaxLength} at most",
                "check the header, or split the file");
        }

        return new IdxHeader((int)rows, (int)height, (int)width, headerLength);
    }

    /// <summary>The error of a file that ends too early.</summary>
    public static InvalidDataException Truncated(IdxStream stream, long found, long expected) =>
        stream.Bad(
            $"is truncated: it ends after {found} bytes", $"{expected} bytes", "copy or download the file again");

    private static string ExpectedMagic(IdxKind kind) =>
        $"0x000008{(int)kind:X2} (an IDX{(int)kind} file: {Shape(kind)} of unsigned bytes)";

    private static string Shape(IdxKind kind) => kind == IdxKind.Images ? "images, rows, columns" : "labels";

    private static string ElementName(byte type) => type switch
    {
        0x09 => "signed bytes",
        0x0B => "16-bit integers",
        0x0C => "32-bit integers",
        0x0D => "32-bit floating point",
        0x0E => "64-bit floating point",
        _ => "unknown",
    };
}
