using Microsoft.ML;
using ResNetMLNet.Diagnostics;
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

    /// <summary>Writes the page, with what every page shows beside what the options already have.</summary>
    /// <param name="ml">ML.NET.</param>
    /// <param name="report">The report of the model.</param>
    /// <param name="data">The images.</param>
    /// <param name="options">The heading, and what this page shows.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(MLContext ml, ModelReport report, DataSet data, ModelReport.PageOptions options, Stream stream)
    {
        var network = ChainMembers.Of(report.Model).OfType<ResNetTransformer>().FirstOrDefault();
        var explained = network is null ? null : ml.Model.Explain(report.Model);
        using var owned = explained as IDisposable;
        options.Facts =
        [
            new("Data set", data.Title),
            .. ModelInfo.Of(report.Model, report.ClassNames).Facts(),
            .. MachineFacts.Versions().Select(fact => KeyValuePair.Create(fact.Name, fact.Value)),
        ];
        options.Curves = network is null ? [] : [.. Curves(network.History.Epochs)];
        options.ExplainedModel = explained;
        report.SaveAsHtml(stream, options);
    }

    /// <summary>Tells what a page is being written of.</summary>
    public static IProgress<string> Progress(Action<string> status) => new Told<string>(text => status($"Writing the report: {text}"));

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
