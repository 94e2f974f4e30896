using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace ResNetMLNet.Benchmarks.Growth;

/// <summary>
/// The cost of an image against what grows, both as multiples of the line's first point, both logarithmic: a flat line means
/// that all images cost the same, the diagonal that the cost grows as the value does.
/// </summary>
internal static class GrowthPlot
{
    private const int Width = 900;
    private const int Height = 600;

    private static readonly MarkerType[] _markers =
        [MarkerType.Circle, MarkerType.Square, MarkerType.Triangle, MarkerType.Diamond];

    /// <summary>The text of an SVG file.</summary>
    public static string Svg(IReadOnlyList<GrowthPoint> points)
    {
        using var stream = new MemoryStream();
        new SvgExporter { Width = Width, Height = Height }.Export(CreateModel(points), stream);
        stream.Position = 0;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static PlotModel CreateModel(IReadOnlyList<GrowthPoint> points)
    {
        var model = new PlotModel { Title = "Cost of an image by what grows", TitleFontSize = 14, Background = OxyColors.White };
        model.Axes.Add(CreateAxis(AxisPosition.Bottom, "value, as a multiple of the line's first (pixels for images)"));
        model.Axes.Add(CreateAxis(AxisPosition.Left, "cost of an image, as a multiple of the line's first"));
        model.Legends.Add(new Legend { LegendPlacement = LegendPlacement.Outside, LegendPosition = LegendPosition.RightTop });
        foreach (var (index, line) in points.GroupBy(point => point.Case.Line).Index())
        {
            var first = line.First();
            var series = new LineSeries
            {
                Title = line.Key,
                MarkerType = _markers[index % _markers.Length],
                LineStyle = line.Key.StartsWith("train", StringComparison.Ordinal) ? LineStyle.Dash : LineStyle.Solid,
            };
            series.Points.AddRange(line.Select(point =>
                new DataPoint(point.Case.Work / first.Case.Work, point.Seconds / first.Seconds)));
            model.Series.Add(series);
        }
        return model;
    }

    private static LogarithmicAxis CreateAxis(AxisPosition position, string title) => new()
    {
        Position = position,
        Title = title,
        MajorGridlineStyle = LineStyle.Solid,
        MajorGridlineColor = OxyColor.FromRgb(0xE0, 0xE0, 0xE0),
    };
}
