using System.Runtime.InteropServices;
using Microsoft.ML;
using ResNetMLNet.History;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Reports;
using ResNetMLNet.Reports.Pictures;
using ResNetMLNet.Scoring;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>What the page of a report shows of a program's model.</summary>
internal static class ReportPage
{
    private static readonly PictureChange[] _changes =
    [
        PictureChange.Shift(0.05, 0.05),
        PictureChange.Rotation(5),
        PictureChange.Brightness(0.8),
        PictureChange.Brightness(1.2),
        PictureChange.Blur(1),
        PictureChange.Noise(10),
        PictureChange.JpegQuality(50),
    ];

    /// <summary>The contents of the page.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="model">The model.</param>
    /// <param name="classNames">The classes that it tells apart.</param>
    /// <param name="data">The images.</param>
    /// <param name="baseline">The report of another model, to be shown beside.</param>
    /// <param name="status">Is told what is being done.</param>
    /// <param name="cancellationToken">Ends the making of the page.</param>
    public static ModelReport.PageOptions Of(
        string title, ITransformer model, IReadOnlyList<string> classNames, DataSet data, ModelReport? baseline, Action<string> status, CancellationToken cancellationToken) => new()
    {
        Progress = new Told<string>(text => status($"Writing the report: {text}")),
        Title = title,
        Facts =
        [
            new("Data set", data.Title),
            .. ModelInfo.Of(model, classNames).Facts(),
            new("Library", $"{typeof(ModelReport).Assembly.GetName().Version?.ToString(3)} on {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}"),
        ],
        Curves = ModelFile.Members(model).OfType<ResNetTransformer>().FirstOrDefault() is { } network ? [.. Curves(network.History.Epochs)] : [],
        Baseline = baseline,
        Changes = _changes,
        CancellationToken = cancellationToken,
    };

    private static IEnumerable<Curve> Curves(IReadOnlyList<EpochMetrics> epochs)
    {
        (string Chart, string Name, Func<EpochMetrics, double?> Value)[] curves =
        [
            ("Loss", "train", epoch => epoch.TrainLoss),
            ("Loss", "validation", epoch => epoch.ValidationLoss),
            ("Accuracy", "train", epoch => epoch.TrainAccuracy),
            ("Accuracy", "validation", epoch => epoch.ValidationAccuracy),
        ];
        return curves.Select(curve => new Curve(curve.Chart, curve.Name, [.. epochs.Select(curve.Value)]))
            .Where(curve => curve.Values.Any(value => value is not null));
    }
}
