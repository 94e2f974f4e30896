using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.FashionMnist.CommandLine;
using ResNetMLNet.Pipelines.FashionMnist.CommandLine.Training;
using ResNetMLNet.Pipelines.FashionMnist.Data;
using ResNetMLNet.Pipelines.FashionMnist.Output;
using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.FashionMnist;

/// <summary>The verb <c>train</c>: images in, a model with its figures and pictures out.</summary>
internal static class Train
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(ProgramConsole console)
    {
        var options = new TrainOptions();
        var command = new Command(
            "train",
            "Train ResNet-18 and write model.zip, metrics.json, history.csv, curves.png, samples.png and TensorBoard's "
            + "event files. Values that are not given are the recipe's. Ctrl+C stops early and keeps the last finished epoch.");
        options.AddTo(command);
        command.SetAction((parsed, token) => Task.FromResult(Run(options.Read(parsed), console, token)));
        return command;
    }

    private static int Run(TrainSettings settings, ProgramConsole console, CancellationToken cancellationToken)
    {
        // Before anything that takes time: a training whose result cannot be written is lost.
        var folder = OutputFolder.Prepare(settings.Run.OutputFolder);
        var ml = settings.Run.Device.CreateContext(settings.Options.Seed!.Value);
        var data = DataSet.Load(
            ml, settings.Run.DataFolder, settings.Run.TrainRows, settings.Run.TestRows, console, cancellationToken);
        if (!PictureFont.IsInstalled)
        {
            console.WriteWarning(
                "NO FONT",
                "No font is installed: curves.png and samples.png will have no text. Debian has fonts-dejavu-core.");
        }

        console.WriteNotice(settings.Describe());

        var started = Stopwatch.GetTimestamp();
        using var model = Fit(ml, settings, data, folder, console, cancellationToken);
        if (model is null)
            return ExitCode.Cancelled;
        var result = new TrainingResult(settings, data, model, Stopwatch.GetElapsedTime(started));
        return Finish(ml, result, new ResultStore(folder, OutputFolder.OfSystem), console, cancellationToken);
    }

    /// <summary>The model; null, and a notice, if the training was cancelled before there was one.</summary>
    private static TransformerChain<ITransformer>? Fit(
        MLContext ml,
        TrainSettings settings,
        DataSet data,
        OutputFolder folder,
        ProgramConsole console,
        CancellationToken cancellationToken)
    {
        var started = DateTime.UtcNow;
        try
        {
            return Fitting.Fit(ml, settings, data, folder, console, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            console.WriteNotice(EndingText.WithoutModel(settings.Options, started));
            return null;
        }
    }

    private static int Finish(
        MLContext ml,
        TrainingResult result,
        ResultStore store,
        ProgramConsole console,
        CancellationToken cancellationToken)
    {
        // The model first: all that follows can be had from it again.
        var weights = console.During(
            $"Writing the model to {store.FolderPath} ...", _ => ResultFiles.WriteModel(ml, result, store));
        result.Test = Score(ml, result, console, cancellationToken);
        console.During("Writing figures and pictures ...", _ =>
        {
            ResultFiles.WriteFigures(ml, result, weights, store);
            return true;
        });
        TrainingReport.Write(result, store, console);
        return !store.IsWhole || result.History.StopReason == TrainingStopReason.Diverged ? ExitCode.UserError
            : result.Test is null ? ExitCode.Cancelled
            : ExitCode.Done;
    }

    /// <summary>The figures on the test images; null after Ctrl+C, which has no time for them.</summary>
    private static MulticlassClassificationMetrics? Score(
        MLContext ml, TrainingResult result, ProgramConsole console, CancellationToken cancellationToken)
    {
        if (result.History.StopReason == TrainingStopReason.Canceled)
            return null;
        try
        {
            return TestScoring.Evaluate(ml, result.Model, result.Data.Test, console, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
