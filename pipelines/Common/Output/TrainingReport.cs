using System.Globalization;
using ResNetMLNet.History;
using Spectre.Console;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>What the user reads after a training.</summary>
internal static class TrainingReport
{
    /// <summary>Writes the results to standard output, and what went other than planned to standard error.</summary>
    public static void Write(TrainingResult result, ResultStore store, ProgramConsole console)
    {
        console.Results.Write(ResultTable(result));
        if (result.Scored is { } scored)
            console.ResultWriter.WriteLine(ConfusionText.Of(result.ClassNames, scored.ConfusionMatrix));
        console.ResultWriter.WriteLine(ClosingLines(
            result.ModelEpoch, result.Data.ScoredName, AccuracyOf(result), result.ImagesPerSecond, result.History.Device));
        if (store.IsWhole)
            console.ResultWriter.WriteLine($"Results are in {store.FolderPath}");
        WriteEnding(result, store.PathOf(ResultFiles.Model), console);
        if (result.Scored is { } figures
            && GuessText.Of(figures, result.Data.ScoredName, result.Settings.Options.LearningRate) is { } guess)
        {
            console.WriteWarning("NO BETTER THAN GUESSING", guess);
        }
        if (!store.IsWhole)
            console.WriteError(store.Describe() + Rescue(result, store));
    }

    /// <summary>The last lines of the chapter's experiment.</summary>
    public static string ClosingLines(
        EpochMetrics? epoch, string scoredName, double? accuracy, double? imagesPerSecond, string device) =>
        $"loss {Fixed(epoch?.TrainLoss, "F3")}, train acc {Fixed(epoch?.TrainAccuracy, "F3")}, "
        + $"{scoredName} acc {Fixed(accuracy, "F3")}\n{Fixed(imagesPerSecond, "F1")} examples/sec on {device}";

    private static void WriteEnding(TrainingResult result, string model, ProgramConsole console)
    {
        var ending = EndingText.Of(result.History, result.Settings.Options);
        var reason = result.History.StopReason;
        if (reason == TrainingStopReason.Canceled)
        {
            console.WriteWarning("STOPPED EARLY", ending!);
            console.WriteNotice(
                $"To go on with it: evaluate --model {model}\n"
                + $"                  predict --model {model} PICTURE\n"
                + EndingText.GoOn(result.Settings.Options));
        }
        else if (reason == TrainingStopReason.Diverged)
        {
            console.WriteError(ending!);
        }
        else if (ending is not null)
        {
            console.WriteNotice(ending);
        }

        if (result.Scored is null && reason != TrainingStopReason.Canceled)
        {
            console.WriteNotice(
                $"The {result.Data.ScoredName} images were not scored to the end. To do it: evaluate --model {model}");
        }
    }

    /// <summary>A model that is lost may be made again from the checkpoint of its last epoch.</summary>
    private static string Rescue(TrainingResult result, ResultStore store) =>
        store.IsLost(ResultFiles.Model) && result.Settings.Options.CheckpointFolder is { } folder
            ? $" Make room and give train --checkpoint {folder} --resume to make the model from the checkpoint."
            : "";

    private static double? AccuracyOf(TrainingResult result) =>
        result.Data.Test is null ? result.ValidationAccuracy : result.TestAccuracy;

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
        var history = result.History;
        yield return ("Data set", PlainWriter.Line(result.Data.Title));
        yield return ("Recipe", result.Settings.Recipe.Name);
        yield return ("Device, precision", $"{history.Device}, {result.Precision}");
        yield return ("Epochs", Count(history.Epochs.Count));
        if (history.ModelEpoch != history.Epochs.Count)
            yield return ("Epoch of the model", Count(history.ModelEpoch));
        yield return ("Train loss", Fixed(result.ModelEpoch?.TrainLoss));
        yield return ("Train accuracy", Fixed(result.ModelEpoch?.TrainAccuracy));
        if (!result.Settings.ValidatesOnTest)
        {
            yield return ("Validation accuracy", Fixed(result.ValidationAccuracy));
            yield return ("Validation log loss", Fixed(result.ValidationLogLoss));
        }
        if (result.Data.Test is not null)
        {
            yield return ("Test accuracy", Fixed(result.TestAccuracy));
            yield return ("Test log loss", Fixed(result.TestLogLoss));
        }
        if (result.Calibrator is { } calibrator)
        {
            yield return ("Temperature", Fixed(calibrator.Temperature));
            yield return ("Log loss without it, with it", $"{Fixed(calibrator.UncalibratedLogLoss)}, {Fixed(calibrator.LogLoss)}");
        }
        yield return ("Images per second", Fixed(result.ImagesPerSecond, "N0"));
        yield return ("Training time", ProgressText.Of(result.FitTime));
    }

    private static string Fixed(double? value, string format = "F4") =>
        value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";

    private static string Count(int value) => value.ToString(CultureInfo.InvariantCulture);
}
