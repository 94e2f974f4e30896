using System.Runtime.Intrinsics;

namespace ResNetMLNet.Transforms.Featurization;

/// <summary>
/// Resizes pictures as Pillow does: first along rows, then along columns, rounded to bytes after each. Only what the crop shows
/// is computed. The buffers make an instance good for one thread at a time.
/// </summary>
/// <param name="grey">Whether pictures become grey before they are resized.</param>
internal sealed class PictureResizer(bool grey)
{
    private TriangleTaps? _rows;
    private TriangleTaps? _columns;
    private uint[] _row = [];
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
        Grow(ref _row, picture.Width);
        Grow(ref _narrowed, (endRow - firstRow) * width);
        for (var row = firstRow; row < endRow; row++)
        {
            var from = picture.Row(row, grey, _row);
            var to = _narrowed.AsSpan((row - firstRow) * width, width);
            if (_columns.Axis.Source == _columns.Axis.Resized)
                from.Slice(_columns.First[0], width).CopyTo(to);
            else
                Narrow(from, to);
        }
    }

    private void Narrow(ReadOnlySpan<uint> from, Span<uint> to)
    {
        for (var column = 0; column < to.Length; column++)
            to[column] = Blend(from[_columns!.First[column]..], 1, _columns.Shares(column));
    }

    private ReadOnlySpan<uint> Shorten(int firstRow)
    {
        var (width, height) = (_columns!.Axis.Count, _rows!.Axis.Count);
        if (_rows.Axis.Source == _rows.Axis.Resized)
            return _narrowed.AsSpan(0, width * height);
        Grow(ref _resized, width * height);
        for (var row = 0; row < height; row++)
        {
            var from = _narrowed.AsSpan((_rows.First[row] - firstRow) * width);
            var shares = _rows.Shares(row);
            for (var column = 0; column < width; column++)
                _resized[(row * width) + column] = Blend(from[column..], width, shares);
        }
        return _resized.AsSpan(0, width * height);
    }

    /// <summary>The weighted mean of pixels, all four bytes at once.</summary>
    private static uint Blend(ReadOnlySpan<uint> pixels, int step, ReadOnlySpan<int> shares)
    {
        var sum = Vector128.Create(1 << (TriangleTaps.PrecisionBits - 1));
        for (var tap = 0; tap < shares.Length; tap++)
            sum += Widen(pixels[tap * step]) * shares[tap];

        // The rounded shares of very many pixels may sum to a little more than 1.
        return Pack(Vector128.Min(sum >> TriangleTaps.PrecisionBits, Vector128.Create((int)byte.MaxValue)));
    }

    private static Vector128<int> Widen(uint pixel) =>
        Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalarUnsafe(pixel).AsByte())).AsInt32();

    private static uint Pack(Vector128<int> bytes)
    {
        var words = Vector128.Narrow(bytes.AsUInt32(), bytes.AsUInt32());
        return Vector128.Narrow(words, words).AsUInt32().ToScalar();
    }

    private static void Grow(ref uint[] buffer, int size)
    {
        if (buffer.Length < size)
            buffer = new uint[size];
    }
}
