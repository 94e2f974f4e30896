namespace ResNetMLNet.Pipelines.FashionMnist.Data.Drawing;

/// <summary>A grey picture of 28 x 28 pixels, on which garments are drawn with soft edges.</summary>
internal sealed class Canvas
{
    public const int Size = 28;
    private const int SubLines = 4;

    private readonly double[] _value = new double[Size * Size];
    private readonly double[] _cover = new double[Size * Size];
    private readonly List<double> _crossings = [];

    /// <summary>How the frame of the garment lies on the picture.</summary>
    public required Pose Pose { get; init; }

    /// <summary>Lays a piece of cloth over what is there.</summary>
    public Canvas Fill(Outline outline, Fabric fabric, double opacity = 1)
    {
        Cover(outline);
        for (var i = 0; i < _value.Length; i++)
        {
            if (_cover[i] <= 0)
                continue;
            var share = Math.Min(_cover[i], 1) * opacity;
            _value[i] += share * (fabric.At(i % Size, i / Size) - _value[i]);
        }

        return this;
    }

    /// <summary>Cuts a hole.</summary>
    public Canvas Erase(Outline outline) => Fill(outline, new Fabric(0));

    /// <summary>Makes what is there darker (below 1) or brighter (above 1), and leaves the background alone.</summary>
    public Canvas Shade(Outline outline, double factor)
    {
        Cover(outline);
        for (var i = 0; i < _value.Length; i++)
            _value[i] = Math.Min(1, _value[i] * (1 + ((factor - 1) * Math.Min(_cover[i], 1))));
        return this;
    }

    /// <summary>Adds folds and grain, and gives the bytes.</summary>
    public void Develop(DrawRandom random, Span<byte> pixels)
    {
        var folds = new Folds(random, random.Between(0.05, 0.5));
        var grain = random.Between(0.01, 0.13);
        for (var i = 0; i < pixels.Length; i++)
        {
            // The background stays black, as in the original.
            var value = _value[i] < 0.02
                ? 0
                : (_value[i] * folds.At(i % Size, i / Size)) + random.Between(-grain, grain);
            pixels[i] = (byte)Math.Clamp((int)((value * 255) + 0.5), 0, 255);
        }
    }

    // Which share of each pixel lies inside, by the even-odd rule: exact across, four lines per pixel down.
    private void Cover(Outline outline)
    {
        Array.Clear(_cover);
        var points = outline.Points.Select(Pose.Place).ToArray();
        var top = Math.Max(0, (int)Math.Floor(points.Min(point => point.Y)));
        var bottom = Math.Min(Size - 1, (int)Math.Floor(points.Max(point => point.Y)));
        for (var line = top * SubLines; line < (bottom + 1) * SubLines; line++)
        {
            FindCrossings(points, (line + 0.5) / SubLines);
            for (var i = 0; i + 1 < _crossings.Count; i += 2)
                CoverSpan(line / SubLines, _crossings[i], _crossings[i + 1]);
        }
    }

    private void FindCrossings((double X, double Y)[] points, double y)
    {
        _crossings.Clear();
        var from = points[^1];
        foreach (var to in points)
        {
            if ((from.Y <= y) != (to.Y <= y))
                _crossings.Add(from.X + ((y - from.Y) / (to.Y - from.Y) * (to.X - from.X)));
            from = to;
        }

        _crossings.Sort();
    }

    private void CoverSpan(int row, double left, double right)
    {
        left = Math.Clamp(left, 0, Size);
        right = Math.Clamp(right, 0, Size);
        for (var column = (int)left; column < right; column++)
        {
            var inside = Math.Min(column + 1, right) - Math.Max(column, left);
            _cover[(row * Size) + column] += inside / SubLines;
        }
    }
}
