using System.Runtime.InteropServices;
using Microsoft.ML;
using ResNetMLNet.History;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Reports;
using ResNetMLNet.Scoring;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>What the page of a report shows of a program's model.</summary>
internal static class ReportPage
{
    /// <summary>Changes that leave what a picture shows.</summary>
    public static IReadOnlyList<PictureChange> Changes { get; } =
    [
        PictureChange.Shift(0.05, 0.05),
        PictureChange.Rotation(5),
        PictureChange.Brightness(0.8),
        PictureChange.Brightness(1.2),
        PictureChange.Blur(1),
        PictureChange.Noise(10),
        PictureChange.JpegQuality(50),
    ];

    /// <summary>Makes the page.</summary>
    /// <param name="ml">ML.NET.</param>
    /// <param name="report">The report of the model.</param>
    /// <param name="title">The heading.</param>
    /// <param name="data">The images.</param>
    /// <param name="complete">Adds what the page is to show beside what every page does.</param>
    /// <param name="status">Is told what is being done.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="cancellationToken">Ends the making of the page.</param>
    public static void Write(
        MLContext ml,
        ModelReport report,
        string title,
        DataSet data,
        Action<ModelReport.PageOptions> complete,
        Action<string> status,
        Stream stream,
        CancellationToken cancellationToken)
    {
        var network = ChainMembers.Of(report.Model).OfType<ResNetTransformer>().FirstOrDefault();
        var explained = network is null ? null : ml.Model.Explain(report.Model);
        using var owned = explained as IDisposable;
        var options = new ModelReport.PageOptions
        {
            Title = title,
            Facts =
            [
                new("Data set", data.Title),
                .. ModelInfo.Of(report.Model, report.ClassNames).Facts(),
                new("Library", $"{typeof(ModelReport).Assembly.GetName().Version?.ToString(3)} on {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}"),
            ],
            Curves = network is null ? [] : [.. Curves(network.History.Epochs)],
            ExplainedModel = explained,
            Progress = new Told<string>(text => status($"Writing the report: {text}")),
            CancellationToken = cancellationToken,
        };
        complete(options);
        report.SaveAsHtml(stream, options);
    }

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
