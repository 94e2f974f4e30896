using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;
using OxyPlot.SkiaSharp;
using ResNetMLNet.History;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>Two panels by epoch: the loss above the accuracy, each of the training and of the test (or of held-out images).</summary>
internal static class CurvesPlot
{
    /// <summary>The width of the picture in pixels.</summary>
    public const int Width = 1200;

    /// <summary>The height of the picture in pixels.</summary>
    public const int Height = 800;

    // OxyPlot's sizes are for a screen of 96 dots per inch; at this density the text is readable in a page.
    private const float Dpi = 160;

    private const string Loss = "loss";
    private const string Accuracy = "accuracy";
    private const double GapOfPanels = 0.03;

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
        var model = CreatePanels(title, epochs);
        Add(
            "train", OxyColor.FromRgb(0x1f, 0x77, 0xb4), LineStyle.Solid, MarkerType.Circle,
            epoch => epoch.TrainLoss, epoch => epoch.TrainAccuracy);
        if (epochs.Any(epoch => epoch.ValidationAccuracy is not null))
        {
            Add(
                validationName, OxyColor.FromRgb(0x2e, 0x7d, 0x32), LineStyle.DashDot, MarkerType.Triangle,
                epoch => epoch.ValidationLoss, epoch => epoch.ValidationAccuracy);
        }
        return model;

        void Add(
            string name,
            OxyColor color,
            LineStyle line,
            MarkerType marker,
            Func<EpochMetrics, double?> loss,
            Func<EpochMetrics, double?> accuracy)
        {
            model.Series.Add(CreateSeries(Loss, color, line, marker, epochs, loss));
            var shown = CreateSeries(Accuracy, color, line, marker, epochs, accuracy);
            shown.Title = name;
            model.Series.Add(shown);
        }
    }

    private static PlotModel CreatePanels(string title, IReadOnlyList<EpochMetrics> epochs)
    {
        var model = new PlotModel
        {
            Title = title,
            DefaultFont = PictureFont.FamilyFor(title),
            TitleFontSize = 14,
            TitleFontWeight = FontWeights.Normal,
            Background = OxyColors.White,
            PlotAreaBorderColor = OxyColors.Gray,
            Padding = new OxyThickness(8, 8, 20, 8),
        };
        model.Axes.Add(EpochAxis());
        model.Axes.Add(Panel(Loss, 0.5 + GapOfPanels, 1, 1.05 * Greatest(epochs)));
        model.Axes.Add(Panel(Accuracy, 0, 0.5 - GapOfPanels, 1));
        model.Legends.Add(new Legend
        {
            LegendPlacement = LegendPlacement.Outside,
            LegendPosition = LegendPosition.BottomCenter,
            LegendOrientation = LegendOrientation.Horizontal,
            LegendSymbolLength = 32,
        });
        return model;
    }

    /// <summary>One that diverged must not take the others out of sight.</summary>
    private static double Greatest(IReadOnlyList<EpochMetrics> epochs) => epochs
        .SelectMany(epoch => new[] { epoch.TrainLoss, epoch.ValidationLoss ?? 0 })
        .Where(double.IsFinite)
        .DefaultIfEmpty(1)
        .Max() is > 0 and var greatest ? greatest : 1;

    private static LinearAxis EpochAxis()
    {
        var axis = CreateAxis(AxisPosition.Bottom, "epoch");
        axis.MinimumMajorStep = 1;
        axis.MinorTickSize = 0;
        return axis;
    }

    /// <summary>The axis of a panel, from where to where in the height of the plot.</summary>
    private static LinearAxis Panel(string title, double start, double end, double maximum)
    {
        var axis = CreateAxis(AxisPosition.Left, title);
        axis.Key = title;
        axis.StartPosition = start;
        axis.EndPosition = end;
        axis.Minimum = 0;
        axis.Maximum = maximum;
        return axis;
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
        string panel,
        OxyColor color,
        LineStyle style,
        MarkerType marker,
        IReadOnlyList<EpochMetrics> epochs,
        Func<EpochMetrics, double?> value)
    {
        var series = new LineSeries
        {
            YAxisKey = panel,
            Color = color,
            LineStyle = style,
            StrokeThickness = 2,
            MarkerType = marker,
            MarkerSize = 3.5,
            MarkerFill = color,
        };
        series.Points.AddRange(epochs.Select(epoch => new DataPoint(epoch.Epoch, value(epoch) ?? double.NaN)));
        return series;
    }
}
