using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Transforms.Augmentation;

/// <summary>
/// A picture of the size of the features, to be changed byte by byte as Pillow would: red in the lowest byte, then green, then
/// blue. Grey ones have the same byte three times. The buffers make an instance good for one thread at a time.
/// </summary>
internal sealed class PictureCanvas(ImageShape shape)
{
    /// <summary>The bits below each channel.</summary>
    public static ReadOnlySpan<int> Shifts => [0, 8, 16];

    private const uint Grey = 0x010101;

    private uint[] _pixels = new uint[shape.Height * shape.Width];
    private uint[] _spare = new uint[shape.Height * shape.Width];

    public int Height => shape.Height;

    public int Width => shape.Width;

    /// <summary>The rows of pixels.</summary>
    public Span<uint> Pixels => _pixels;

    /// <summary>Takes what a resizer gives; black is around it where it is too small.</summary>
    /// <param name="resized">The wanted rows of wanted pixels.</param>
    /// <param name="rows">Their height.</param>
    /// <param name="columns">Their width.</param>
    /// <param name="redShift">The bits below red.</param>
    public void Load(ReadOnlySpan<uint> resized, CropAxis rows, CropAxis columns, int redShift)
    {
        Pixels.Clear();
        for (var row = 0; row < rows.Count; row++)
        {
            var from = resized.Slice(row * columns.Count, columns.Count);
            var to = Pixels.Slice(((rows.Padding + row) * Width) + columns.Padding, columns.Count);
            if (shape.Channels == 1)
                Spread(from, to);
            else if (redShift == 0)
                from.CopyTo(to);
            else
                SwapRedAndBlue(from, to);
        }
    }

    /// <summary>Gives memory of the size of the picture for its successor, which <see cref="Replace"/> puts in its place.</summary>
    public Span<uint> Spare() => _spare;

    /// <summary>Puts what was written into <see cref="Spare"/> in the place of the picture.</summary>
    public void Replace() => (_pixels, _spare) = (_spare, _pixels);

    /// <summary>Replaces the bytes of all channels by those of a table.</summary>
    public void Map(ReadOnlySpan<byte> table) => Map(table, table, table);

    /// <summary>Replaces the bytes of each channel by those of a table of its own.</summary>
    public void Map(ReadOnlySpan<byte> red, ReadOnlySpan<byte> green, ReadOnlySpan<byte> blue)
    {
        foreach (ref var pixel in Pixels)
            pixel = Pixel(red[(byte)pixel], green[(byte)(pixel >> 8)], blue[(byte)(pixel >> 16)]);
    }

    /// <summary>Makes a pixel of its channels.</summary>
    public static uint Pixel(byte red, byte green, byte blue) => red | ((uint)green << 8) | ((uint)blue << 16);

    /// <summary>The grey of a pixel.</summary>
    public static byte Luma(uint pixel) =>
        (byte)PicturePixels.Luma((byte)pixel, (byte)(pixel >> 8), (byte)(pixel >> 16));

    /// <summary>How often each byte occurs in a channel.</summary>
    public int[] Histogram(int shift)
    {
        var counts = new int[256];
        foreach (var pixel in Pixels)
            counts[(byte)(pixel >> shift)]++;
        return counts;
    }

    private static void Spread(ReadOnlySpan<uint> from, Span<uint> to)
    {
        for (var column = 0; column < to.Length; column++)
            to[column] = (byte)from[column] * Grey;
    }

    private static void SwapRedAndBlue(ReadOnlySpan<uint> from, Span<uint> to)
    {
        for (var column = 0; column < to.Length; column++)
            to[column] = ((from[column] >> 16) & byte.MaxValue) | (from[column] & 0xFF00) | ((from[column] & byte.MaxValue) << 16);
    }
}
