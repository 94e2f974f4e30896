using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.History;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine.Training;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;

namespace ResNetMLNet.Pipelines.Common.Training;

/// <summary>The verb <c>train</c> of every program: images in, a model with its figures and pictures out.</summary>
internal static class TrainVerb
{
    /// <summary>Trains, and returns the exit code.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <param name="images">The program's images.</param>
    /// <param name="console">Where all is written.</param>
    /// <param name="cancellationToken">Ends the training after the running batch.</param>
    public static int Run(
        TrainingSettings settings, ITrainingImages images, ProgramConsole console, CancellationToken cancellationToken)
    {
        // Before anything that takes time: a training whose result cannot be written is lost.
        var folder = OutputFolder.Prepare(settings.Run.OutputFolder);
        var ml = settings.Run.Device.CreateContext(settings.Options.Seed!.Value);
        var data = images.Load(ml, console, cancellationToken);
        if (!PictureFont.IsInstalled)
        {
            console.WriteWarning(
                "NO FONT",
                "No font is installed: curves.png and samples.png will have no text. Debian has fonts-dejavu-core.");
        }

        var chosen = FewImages.Fit(settings, data.Train.Count);
        console.WriteNotice(settings.Describe());
        if (chosen is not null)
            console.WriteNotice(chosen);

        var started = Stopwatch.GetTimestamp();
        using var model = Fit(ml, settings, data, images.CreateFeatures(ml), folder, console, cancellationToken);
        if (model is null)
            return ExitCode.Cancelled;
        var result = new TrainingResult(settings, data, model, Stopwatch.GetElapsedTime(started));
        return Finish(ml, result, images, new ResultStore(folder, OutputFolder.OfSystem), console, cancellationToken);
    }

    /// <summary>The model; null, and a notice, if the training was cancelled before there was one.</summary>
    private static TransformerChain<ITransformer>? Fit(
        MLContext ml,
        TrainingSettings settings,
        DataSet data,
        EstimatorChain<ITransformer> features,
        OutputFolder folder,
        ProgramConsole console,
        CancellationToken cancellationToken)
    {
        var started = DateTime.UtcNow;
        try
        {
            return Fitting.Fit(ml, settings, data, features, folder, console, cancellationToken);
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
        ITrainingImages images,
        ResultStore store,
        ProgramConsole console,
        CancellationToken cancellationToken)
    {
        // The model first: all that follows can be had from it again.
        var weights = console.During(
            $"Writing the model to {store.FolderPath} ...", _ => ResultFiles.WriteModel(ml, result, store));
        result.Scored = Score(ml, result, images, console, cancellationToken);
        console.During("Writing figures and pictures ...", _ =>
        {
            ResultFiles.WriteFigures(result, weights, store);

            // A grid takes so little time that it is drawn after Ctrl+C too: an older one beside a new model would mislead.
            var samples = images.Samples(ml, result.Model, result.Data, SampleGrid.Columns * SampleGrid.Rows);
            ResultFiles.WriteSamples(result, samples, store);
            return true;
        });
        TrainingReport.Write(result, store, console);
        return !store.IsWhole || result.History.StopReason == TrainingStopReason.Diverged ? ExitCode.UserError
            : result.Scored is not null ? ExitCode.Done
            : cancellationToken.IsCancellationRequested ? ExitCode.Cancelled
            : ExitCode.UserError;
    }

    /// <summary>The figures of the model; null after Ctrl+C, which has no time for them, or if no image is left to score.</summary>
    private static MulticlassClassificationMetrics? Score(
        MLContext ml, TrainingResult result, ITrainingImages images, ProgramConsole console, CancellationToken cancellationToken)
    {
        if (result.History.StopReason == TrainingStopReason.Canceled)
            return null;
        try
        {
            return ScoreReadable(ml, result, images, console, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static MulticlassClassificationMetrics? ScoreReadable(
        MLContext ml, TrainingResult result, ITrainingImages images, ProgramConsole console, CancellationToken cancellationToken)
    {
        try
        {
            return ModelScoring.Evaluate(ml, result.Model, result.Data, console, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // An image that is lost after hours of training must not cost the figures of the others.
            var left = images.WithoutLost(ml, result.Data, console, cancellationToken);
            if (left == result.Data)
                throw;
            result.Data = left;
            return left.Scored.Count == 0 ? null : ModelScoring.Evaluate(ml, result.Model, left, console, cancellationToken);
        }
    }
}
