namespace ResNetMLNet.Pipelines.FashionMnist.Data.Drawing;

/// <summary>A polygon in the garment's own frame: both axes from -1 to 1, y downwards.</summary>
internal sealed class Outline
{
    private const int CurveSteps = 5;

    private readonly List<(double X, double Y)> _points = [];

    public Outline(double x, double y) => _points.Add((x, y));

    public IReadOnlyList<(double X, double Y)> Points => _points;

    public Outline Line(double x, double y)
    {
        _points.Add((x, y));
        return this;
    }

    /// <summary>A quadratic curve from the last point, pulled towards the first pair of numbers.</summary>
    public Outline Curve(double pullX, double pullY, double x, double y)
    {
        var (startX, startY) = _points[^1];
        for (var step = 1; step <= CurveSteps; step++)
        {
            var t = (double)step / CurveSteps;
            var (a, b, c) = ((1 - t) * (1 - t), 2 * t * (1 - t), t * t);
            _points.Add(((a * startX) + (b * pullX) + (c * x), (a * startY) + (b * pullY) + (c * y)));
        }

        return this;
    }

    /// <summary>Closes a right half by its mirror image on the other side of the vertical axis.</summary>
    public Outline Mirror()
    {
        for (var i = _points.Count - 1; i >= 0; i--)
            _points.Add((-_points[i].X, _points[i].Y));
        return this;
    }

    /// <summary>The polygon that a broad pen leaves on the way through the points.</summary>
    public Outline Stroke(double width)
    {
        var left = new List<(double X, double Y)>();
        var right = new List<(double X, double Y)>();
        for (var i = 0; i < _points.Count; i++)
        {
            var (fromX, fromY) = _points[Math.Max(i - 1, 0)];
            var (toX, toY) = _points[Math.Min(i + 1, _points.Count - 1)];
            var (dx, dy) = (toX - fromX, toY - fromY);
            var half = width / 2 / Math.Max(Math.Sqrt((dx * dx) + (dy * dy)), 1e-9);
            left.Add((_points[i].X - (dy * half), _points[i].Y + (dx * half)));
            right.Add((_points[i].X + (dy * half), _points[i].Y - (dx * half)));
        }

        right.Reverse();
        _points.Clear();
        _points.AddRange(left);
        _points.AddRange(right);
        return this;
    }

    /// <summary>An upright rectangle.</summary>
    public static Outline Box(double left, double top, double right, double bottom) =>
        new Outline(left, top).Line(right, top).Line(right, bottom).Line(left, bottom);
}
