using System.Globalization;
using ResNetMLNet.Pipelines.FashionMnist.Data;
using ResNetMLNet.Training;
using Spectre.Console;

namespace ResNetMLNet.Pipelines.FashionMnist.Output;

/// <summary>What the user reads after a training.</summary>
internal static class TrainingReport
{
    /// <summary>Writes the results to standard output, and what went other than planned to standard error.</summary>
    public static void Write(TrainingResult result, OutputFolder folder, ProgramConsole console)
    {
        console.Results.Write(ResultTable(result));
        if (result.Test is { } test)
            console.ResultWriter.WriteLine(test.ConfusionMatrix.GetFormattedConfusionTable());
        console.ResultWriter.WriteLine(
            ClosingLines(result.LastEpoch, result.TestAccuracy, result.ImagesPerSecond, result.History.Device));
        console.ResultWriter.WriteLine($"Results are in {folder.Path}");

        var model = Path.Combine(folder.Path, ResultFiles.Model);
        var epochs = $"{result.History.Epochs.Count} of {result.Settings.Options.Epoch} epochs";
        if (result.History.StopReason == TrainingStopReason.Canceled)
        {
            console.WriteWarning("STOPPED EARLY", $"The model is that of the last finished epoch ({epochs}).");
            console.WriteNotice(
                $"To go on with it: evaluate --model {model}\n"
                + $"                  predict --model {model} PICTURE\n"
                + "To train to the end, run train again.");
        }
        else if (result.History.StopReason == TrainingStopReason.Diverged)
        {
            console.WriteError(
                "The training diverged: the loss or a weight is no longer a finite number. The files are those of the "
                + $"last good epoch ({epochs}). Try a lower --learning-rate than "
                + $"{Text(result.Settings.Options.LearningRate)}.");
        }
    }

    /// <summary>The last lines of the chapter's experiment.</summary>
    public static string ClosingLines(EpochMetrics epoch, double? testAccuracy, double imagesPerSecond, string device)
    {
        var test = testAccuracy is { } accuracy ? accuracy.ToString("F3", CultureInfo.InvariantCulture) : "-";
        return string.Create(
                CultureInfo.InvariantCulture,
                $"loss {epoch.TrainLoss:F3}, train acc {epoch.TrainAccuracy:F3}, test acc {test}\n")
            + string.Create(CultureInfo.InvariantCulture, $"{imagesPerSecond:F1} examples/sec on {device}");
    }

    private static Table ResultTable(TrainingResult result)
    {
        var table = new Table().Border(TableBorder.Rounded).HideHeaders()
            .AddColumn("")
            .AddColumn(new TableColumn("").RightAligned());
        foreach (var (name, value) in Rows(result))
            table.AddRow(Markup.Escape(name), Markup.Escape(value));
        return table;
    }

    private static IEnumerable<(string Name, string Value)> Rows(TrainingResult result)
    {
        yield return ("Data set", DataSet.Describe(result.Data.Name));
        yield return ("Recipe", result.Settings.Recipe.Name);
        yield return ("Device, precision", $"{result.History.Device}, {result.Precision}");
        yield return ("Epochs", Text(result.History.Epochs.Count));
        yield return ("Train loss", Fixed(result.LastEpoch.TrainLoss));
        yield return ("Train accuracy", Fixed(result.LastEpoch.TrainAccuracy));
        yield return ("Test accuracy", Fixed(result.TestAccuracy));
        yield return ("Test log loss", Fixed(result.TestLogLoss));
        yield return ("Images per second", result.ImagesPerSecond.ToString("N0", CultureInfo.InvariantCulture));
        yield return ("Training time", ProgressText.Of(result.FitTime));
    }

    private static string Fixed(double? value) => value?.ToString("F4", CultureInfo.InvariantCulture) ?? "-";

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
