using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;
using OxyPlot.SkiaSharp;
using ResNetMLNet.History;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>The chapter's plot: train loss, train accuracy and test accuracy (or that of held-out images) by epoch.</summary>
internal static class CurvesPlot
{
    /// <summary>The width of the picture in pixels.</summary>
    public const int Width = 1200;

    /// <summary>The height of the picture in pixels.</summary>
    public const int Height = 800;

    // OxyPlot's sizes are for a screen of 96 dots per inch; at this density the text is readable in a page.
    private const float Dpi = 160;

    /// <summary>
    /// Draws the plot as a PNG file; the images that epochs were validated on go by <paramref name="validationName"/>.
    /// Without an epoch it has axes and no points.
    /// </summary>
    public static void Write(Stream stream, string title, IReadOnlyList<EpochMetrics> epochs, string validationName)
    {
        // Text shaping needs a HarfBuzz binary that is not part of every system.
        var exporter = new PngExporter { Width = Width, Height = Height, Dpi = Dpi, UseTextShaping = false };
        exporter.Export(CreateModel(title, epochs, validationName), stream);
    }

    private static PlotModel CreateModel(
        string title, IReadOnlyList<EpochMetrics> epochs, string validationName)
    {
        var model = new PlotModel
        {
            Title = title,
            DefaultFont = PictureFont.Family,
            TitleFontSize = 14,
            TitleFontWeight = FontWeights.Normal,
            Background = OxyColors.White,
            PlotAreaBorderColor = OxyColors.Gray,
            Padding = new OxyThickness(8, 8, 20, 8),
        };
        model.Axes.Add(CreateAxis(AxisPosition.Bottom, "epoch"));
        model.Axes[0].MinimumMajorStep = 1;
        model.Axes[0].MinorTickSize = 0;
        model.Axes.Add(CreateAxis(AxisPosition.Left, "loss, accuracy"));
        model.Axes[1].Minimum = 0;
        model.Axes[1].Maximum = 1.05 * epochs.Select(epoch => epoch.TrainLoss).Append(1).Max();
        model.Legends.Add(new Legend
        {
            LegendPlacement = LegendPlacement.Outside,
            LegendPosition = LegendPosition.BottomCenter,
            LegendOrientation = LegendOrientation.Horizontal,
            LegendSymbolLength = 32,
        });
        Add("train loss", "#1f77b4", LineStyle.Solid, MarkerType.Circle, epoch => epoch.TrainLoss);
        Add("train accuracy", "#c2185b", LineStyle.Dash, MarkerType.Square, epoch => epoch.TrainAccuracy);
        Add(
            $"{validationName} accuracy",
            "#2e7d32",
            LineStyle.DashDot,
            MarkerType.Triangle,
            epoch => epoch.ValidationAccuracy);
        return model;

        void Add(string name, string color, LineStyle line, MarkerType marker, Func<EpochMetrics, double?> value) =>
            model.Series.Add(CreateSeries(name, color, line, marker, epochs, value));
    }

    private static LinearAxis CreateAxis(AxisPosition position, string title) => new()
    {
        Position = position,
        Title = title,
        AxisTitleDistance = 8,
        MajorGridlineStyle = LineStyle.Solid,
        MajorGridlineColor = OxyColor.FromRgb(0xE0, 0xE0, 0xE0),
        TicklineColor = OxyColors.Gray,
        MinimumPadding = 0.04,
        MaximumPadding = 0.04,
    };

    private static LineSeries CreateSeries(
        string title,
        string color,
        LineStyle style,
        MarkerType marker,
        IReadOnlyList<EpochMetrics> epochs,
        Func<EpochMetrics, double?> value)
    {
        var series = new LineSeries
        {
            Title = title,
            Color = OxyColor.Parse(color),
            LineStyle = style,
            StrokeThickness = 2,
            MarkerType = marker,
            MarkerSize = 3.5,
            MarkerFill = OxyColor.Parse(color),
        };
        series.Points.AddRange(epochs.Select(epoch => new DataPoint(epoch.Epoch, value(epoch) ?? double.NaN)));
        return series;
    }
}
