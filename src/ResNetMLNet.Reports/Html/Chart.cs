using System.Globalization;
using System.Text.RegularExpressions;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace ResNetMLNet.Reports.Html;

/// <summary>Draws plots in the colours of the page, whichever these are.</summary>
internal static partial class Chart
{
    private const int Width = 560;
    private const int Height = 320;

    // OxyPlot writes colours as numbers: these stand for names that the page gives colours to.
    private static readonly OxyColor _ink = OxyColor.FromRgb(1, 2, 0);
    private static readonly OxyColor _line = OxyColor.FromRgb(1, 2, 1);
    private static readonly OxyColor[] _series =
        [OxyColor.FromRgb(1, 2, 2), OxyColor.FromRgb(1, 2, 3), OxyColor.FromRgb(1, 2, 4), OxyColor.FromRgb(1, 2, 5)];

    private static readonly (string Number, string Name)[] _names =
    [
        ("rgb(1,2,0)", "currentColor"),
        ("rgb(1,2,1)", "var(--line)"),
        .. Enumerable.Range(0, 4).Select(i => ($"rgb(1,2,{i + 2})", $"var(--series-{i})")),
    ];

    private static readonly MarkerType[] _markers = [MarkerType.Circle, MarkerType.Square, MarkerType.Triangle, MarkerType.Diamond];
    private static readonly LineStyle[] _lines = [LineStyle.Solid, LineStyle.Dash, LineStyle.DashDot, LineStyle.Dot];

    /// <summary>Draws lines with marks.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="horizontal">The axis from left to right.</param>
    /// <param name="vertical">The axis from below.</param>
    /// <param name="series">The lines.</param>
    /// <param name="isShare">Whether both axes go from 0 to 1.</param>
    public static PageChart Lines(string title, string horizontal, string vertical, IReadOnlyList<ChartSeries> series, bool isShare = false)
    {
        var model = Plot();
        model.Axes.Add(Axis(AxisPosition.Bottom, horizontal, isShare));
        model.Axes.Add(Axis(AxisPosition.Left, vertical, isShare));
        for (var i = 0; i < series.Count; i++)
            model.Series.Add(Line(series[i], i % _series.Length));
        return new(title, Svg(model));
    }

    private static PlotModel Plot() => new()
    {
        Culture = CultureInfo.InvariantCulture,
        TextColor = _ink,
        PlotAreaBorderColor = _line,
        DefaultFontSize = 13,
        Padding = new OxyThickness(12, 8, 12, 0),
        Legends =
        {
            new Legend
            {
                LegendPlacement = LegendPlacement.Outside,
                LegendPosition = LegendPosition.BottomCenter,
                LegendOrientation = LegendOrientation.Horizontal,
                LegendItemSpacing = 56,
            },
        },
    };

    private static LinearAxis Axis(AxisPosition position, string title, bool isShare) => new()
    {
        Position = position,
        Title = title,
        AxisTitleDistance = position == AxisPosition.Left ? 22 : 10,
        TicklineColor = _line,
        MinorTickSize = 0,
        MajorGridlineStyle = LineStyle.Solid,
        MajorGridlineColor = _line,
        MinimumPadding = 0.04,
        MaximumPadding = 0.04,
        MinimumMajorStep = isShare || position == AxisPosition.Left ? 0 : 1,
        Minimum = isShare ? 0 : double.NaN,
        Maximum = isShare ? 1 : double.NaN,
    };

    private static LineSeries Line(ChartSeries series, int index)
    {
        var color = series.IsReference ? _ink : _series[index];
        var line = new LineSeries
        {
            Title = series.Name,
            Color = color,
            LineStyle = series.IsReference ? LineStyle.Dot : _lines[index],
            MarkerType = series.IsReference ? MarkerType.None : _markers[index],
            MarkerFill = color,
            MarkerSize = 3.5,
        };
        line.Points.AddRange(series.Points.Where(point => double.IsFinite(point.Y)).Select(point => new DataPoint(point.X, point.Y)));
        return line;
    }

    [GeneratedRegex("""<defs>.*?</defs>| clip-path="[^"]*" ?""", RegexOptions.Singleline)]
    private static partial Regex Clips();

    private static string Svg(PlotModel model)
    {
        var svg = new SvgExporter { Width = Width, Height = Height, IsDocument = false }.ExportToString(model);
        svg = _names.Aggregate(
            svg[svg.IndexOf("<svg", StringComparison.Ordinal)..],
            (text, color) => text.Replace(color.Number, color.Name, StringComparison.Ordinal));

        // It clips texts to widths that it measures in a font of its own; lines lie within the axes anyway.
        return Clips().Replace(svg, "")
            .Replace("font-family=\"Segoe UI\" ", "", StringComparison.Ordinal)
            .Replace(
                $"width=\"{Width}\" height=\"{Height}\" version=\"1.1\"",
                $"viewBox=\"0 0 {Width} {Height}\" aria-hidden=\"true\"",
                StringComparison.Ordinal);
    }
}
