using System.Text;
using Microsoft.ML;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine.Training;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Reports;
using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>The files that a training leaves behind.</summary>
internal static class ResultFiles
{
    /// <summary>The model, to be loaded by <c>mlContext.Model.Load</c>.</summary>
    public const string Model = "model.zip";

    /// <summary>The figures.</summary>
    public const string Metrics = "metrics.json";

    /// <summary>The plot of loss and accuracy by epoch.</summary>
    public const string Curves = "curves.png";

    /// <summary>Scored images with their true and predicted classes.</summary>
    public const string Samples = "samples.png";

    /// <summary>The page to look at.</summary>
    public const string Report = "report.html";

    /// <summary>The epochs, written while training.</summary>
    public const string History = "history.csv";

    /// <summary>Writes the model and returns the SHA-256 of its weights; empty if it could not be written.</summary>
    public static string WriteModel(MLContext ml, TrainingResult result, ResultStore store)
    {
        var weights = "";
        store.Write(Model, stream =>
        {
            ModelFile.Save(ml, result.Model, result.Data.Train.View.Schema, stream);
            weights = ModelFile.WeightsSha256(stream);
        });
        return weights;
    }

    /// <summary>Writes the figures and their plot.</summary>
    /// <param name="result">What the training came to.</param>
    /// <param name="weightsSha256">The SHA-256 of the model's weights.</param>
    /// <param name="store">Where to.</param>
    public static void WriteFigures(TrainingResult result, string weightsSha256, ResultStore store)
    {
        store.Write(Metrics, stream => stream.Write(Encoding.UTF8.GetBytes(JsonText.Of(result.ToMetrics(weightsSha256)) + "\n")));
        store.Write(Curves, stream => CurvesPlot.Write(
            stream, TitleOf(result), result.History.Epochs, result.Settings.ValidationName));
        if (result.History.Epochs.Count == 0)
        {
            // That of an earlier training would mislead as well.
            store.Remove(History);
        }
    }

    /// <summary>Writes the picture of images with their classes; without any, that of an earlier training would mislead.</summary>
    public static void WriteSamples(TrainingResult result, IReadOnlyList<Sample>? samples, ResultStore store)
    {
        if (samples is null)
        {
            store.Remove(Samples);
            return;
        }
        var title = $"{TitleOf(result)}: {TellingImages.Describe(result.Scored, samples)}";
        store.Write(Samples, stream => SampleGrid.Write(stream, title, samples));
    }

    /// <summary>Writes the page to look at; without figures, or time for it, that of an earlier training would mislead.</summary>
    /// <param name="ml">ML.NET.</param>
    /// <param name="result">What the training came to.</param>
    /// <param name="store">Where to.</param>
    /// <param name="status">Is told what is being done.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether there is a page.</returns>
    public static bool WriteReport(
        MLContext ml, TrainingResult result, ResultStore store, Action<string> status, CancellationToken cancellationToken)
    {
        if (result.Scored is not { } scored)
        {
            store.Remove(Report);
            return false;
        }
        try
        {
            // No changed pictures: scoring them takes longer than many a training, and is for evaluate.
            var options = new ModelReport.PageOptions
            {
                Title = TitleOf(result), Progress = ReportPage.Progress(status), CancellationToken = cancellationToken,
            };
            store.Write(Report, stream => ReportPage.Write(ml, scored, result.Data, options, stream));
            return true;
        }
        catch (Exception exception) when (Interrupt.IsBehind(exception))
        {
            store.Remove(Report);
            return false;
        }
    }

    private static string TitleOf(TrainingResult result) =>
        $"{NetworkOf(result.Settings.Options)} on {result.Data.Name}, recipe {result.Settings.Recipe.Name}";

    private static string NetworkOf(ResNetTrainer.Options options) =>
        options.Architecture.ToString().Replace("ResNet", "ResNet-", StringComparison.Ordinal)
        + (options.Blocks is null ? "" : $" of {OptionWords.Of(options.Blocks)} blocks")
        + (options.Widths is null ? "" : $" with {OptionWords.Of(options.Widths)} channels");
}
