using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ResNetMLNet.Transforms.Featurization;

/// <summary>
/// Resizes pictures as Pillow does: first along rows, then along columns, rounded to bytes after each. Only what the crop shows
/// is computed. The buffers make an instance good for one thread at a time.
/// </summary>
/// <param name="grey">Whether pictures become grey before they are resized.</param>
internal sealed class PictureResizer(bool grey)
{
    private const int PixelsAtOnce = 4;

    private TriangleTaps? _rows;
    private TriangleTaps? _columns;
    private uint[] _rowBuffers = [];
    private uint[] _rowsBeside = [];
    private uint[] _narrowed = [];
    private uint[] _resized = [];

    /// <summary>Resizes a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="rows">Its height.</param>
    /// <param name="columns">Its width.</param>
    /// <returns>The wanted rows of wanted pixels, valid until the next call; bytes as in the picture, but for alpha.</returns>
    public ReadOnlySpan<uint> Resize(PicturePixels picture, CropAxis rows, CropAxis columns)
    {
        // Pictures of one size follow one another often, and taps cost as much as a small picture.
        _rows = _rows?.Axis == rows ? _rows : new TriangleTaps(rows);
        _columns = _columns?.Axis == columns ? _columns : new TriangleTaps(columns);
        var firstRow = _rows.First[0];
        Narrow(picture, firstRow, _rows.End);
        return Shorten(firstRow);
    }

    private void Narrow(PicturePixels picture, int firstRow, int endRow)
    {
        var width = _columns!.Axis.Count;
        Grow(ref _rowBuffers, picture.Width * PixelsAtOnce);
        Grow(ref _rowsBeside, picture.Width * PixelsAtOnce);
        Grow(ref _narrowed, (endRow - firstRow + PixelsAtOnce) * width);
        for (var row = firstRow; row < endRow; row += PixelsAtOnce)
        {
            var to = _narrowed.AsSpan((row - firstRow) * width, PixelsAtOnce * width);
            if (_columns.Axis.Source == _columns.Axis.Resized)
                Copy(picture, row, endRow, to);
            else
                Narrow(picture, row, endRow, to);
        }
    }

    private void Copy(PicturePixels picture, int firstRow, int endRow, Span<uint> to)
    {
        var width = _columns!.Axis.Count;
        for (var row = firstRow; row < Math.Min(endRow, firstRow + PixelsAtOnce); row++)
            picture.Row(row, grey, _rowBuffers).Slice(_columns.First[0], width).CopyTo(to[((row - firstRow) * width)..]);
    }

    private void Narrow(PicturePixels picture, int row, int endRow, Span<uint> to)
    {
        // The last row stands for those behind it, which nobody looks at.
        var last = endRow - 1;
        PutBeside(
            Row(picture, row, 0),
            Row(picture, Math.Min(row + 1, last), 1),
            Row(picture, Math.Min(row + 2, last), 2),
            Row(picture, Math.Min(row + 3, last), 3));
        Narrow(to, _columns!.Axis.Count);
    }

    private ReadOnlySpan<uint> Row(PicturePixels picture, int row, int buffer) =>
        picture.Row(row, grey, _rowBuffers.AsSpan(buffer * picture.Width))[.._columns!.End];

    private void PutBeside(ReadOnlySpan<uint> first, ReadOnlySpan<uint> second, ReadOnlySpan<uint> third, ReadOnlySpan<uint> fourth)
    {
        for (var column = _columns!.First[0]; column < first.Length; column++)
        {
            Vector128.Create(first[column], second[column], third[column], fourth[column])
                .CopyTo(_rowsBeside.AsSpan(column * PixelsAtOnce));
        }
    }

    private void Narrow(Span<uint> to, int width)
    {
        for (var column = 0; column < width; column++)
        {
            var pixels = Blend(_rowsBeside.AsSpan(_columns!.First[column] * PixelsAtOnce), PixelsAtOnce, _columns.Shares(column));
            to[column] = pixels[0];
            to[column + width] = pixels[1];
            to[column + (2 * width)] = pixels[2];
            to[column + (3 * width)] = pixels[3];
        }
    }

    private ReadOnlySpan<uint> Shorten(int firstRow)
    {
        var (width, height) = (_columns!.Axis.Count, _rows!.Axis.Count);
        if (_rows.Axis.Source == _rows.Axis.Resized)
            return _narrowed.AsSpan(0, width * height);

        // What is written behind the end of a row is written over by the next one.
        Grow(ref _resized, (width * height) + PixelsAtOnce);
        for (var row = 0; row < height; row++)
        {
            var from = _narrowed.AsSpan((_rows.First[row] - firstRow) * width);
            var to = _resized.AsSpan(row * width);
            var shares = _rows.Shares(row);
            for (var column = 0; column < width; column += PixelsAtOnce)
                Blend(from[column..], width, shares).CopyTo(to[column..]);
        }
        return _resized.AsSpan(0, width * height);
    }

    /// <summary>The weighted means of pixels and of those beside them, all bytes at once.</summary>
    private static Vector128<uint> Blend(ReadOnlySpan<uint> pixels, int step, ReadOnlySpan<int> shares)
    {
        ref var first = ref MemoryMarshal.GetReference(pixels[..(((shares.Length - 1) * step) + PixelsAtOnce)]);
        var sum = Vector512.Create(1 << (TriangleTaps.PrecisionBits - 1));
        for (var tap = 0; tap < shares.Length; tap++)
            sum += Widen(Vector128.LoadUnsafe(ref first, (nuint)(tap * step))) * shares[tap];

        // The rounded shares of very many pixels may sum to a little more than 1.
        return Pack(Vector512.Min(sum >> TriangleTaps.PrecisionBits, Vector512.Create((int)byte.MaxValue)));
    }

    private static Vector512<int> Widen(Vector128<uint> pixels) => Vector512.WidenLower(
        Vector512.WidenLower(pixels.AsByte().ToVector256Unsafe().ToVector512Unsafe())).AsInt32();

    private static Vector128<uint> Pack(Vector512<int> bytes)
    {
        var words = Vector256.Narrow(bytes.GetLower().AsUInt32(), bytes.GetUpper().AsUInt32());
        return Vector128.Narrow(words.GetLower(), words.GetUpper()).AsUInt32();
    }

    private static void Grow(ref uint[] buffer, int size)
    {
        if (buffer.Length < size)
            buffer = new uint[size];
    }
}
