using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.History;
using ResNetMLNet.Modeling;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine.Training;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Reports;
using ResNetMLNet.Transforms;
using ResNetMLNet.Weights;

namespace ResNetMLNet.Pipelines.Common.Training;

/// <summary>The verb <c>train</c> of every program: images in, a model with its figures and pictures out.</summary>
internal static class TrainVerb
{
    private static readonly TimeSpan TimeForSamples = TimeSpan.FromSeconds(1);

    /// <summary>Makes the verb.</summary>
    /// <param name="description">What is to be said of the program's own, for the help.</param>
    /// <param name="options">The options under their headings.</param>
    /// <param name="read">Reads what was chosen.</param>
    /// <param name="images">The program's images for it.</param>
    /// <param name="console">Where all is written.</param>
    public static Verb Create<TSettings>(
        string description,
        IReadOnlyList<OptionGroup> options,
        Func<ParseResult, TSettings> read,
        Func<TSettings, ITrainingImages> images,
        ProgramConsole console)
        where TSettings : TrainingSettings
    {
        var verb = new Verb(
            "train",
            "Train a ResNet and write model.zip, metrics.json, history.csv, curves.png, samples.png, report.html and "
            + $"TensorBoard's event files. Ctrl+C stops early and keeps the last finished epoch. {description}",
            options);
        return verb.Does((parsed, token) =>
        {
            var settings = read(parsed);
            return RankedTraining.Run(settings, console, ownConsole => Run(settings, images(settings), ownConsole, token));
        });
    }

    /// <summary>Trains, and returns the exit code.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <param name="images">The program's images.</param>
    /// <param name="console">Where all is written.</param>
    /// <param name="cancellationToken">Ends the training after the running batch.</param>
    private static int Run(
        TrainingSettings settings, ITrainingImages images, ProgramConsole console, CancellationToken cancellationToken)
    {
        // Before anything that takes time: a training whose result cannot be written is lost.
        var folder = OutputFolder.Prepare(settings.Run.OutputFolder);
        CheckWeights(settings);
        var ml = settings.Run.Device.CreateContext(settings.Options.Seed!.Value, settings.Options.Communicator?.LocalRank ?? 0);
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

        var heldOut = settings.Run.IsCalibrated ? Calibrating.Check(images.HeldOut(ml, data)) : null;
        var started = Stopwatch.GetTimestamp();
        using var model = Fit(ml, settings, data, images.CreateFeatures(ml), folder, console, cancellationToken);

        // The others need not wait for what rank 0 makes of the model.
        var isFirst = settings.Options.Communicator is null or { Rank: 0 };
        settings.Options.Communicator?.Dispose();
        if (model is null)
            return ExitCode.Cancelled;
        if (!isFirst)
            return ExitCode.Done;
        var fitTime = Stopwatch.GetElapsedTime(started);
        var calibrated = heldOut is null ? model : Calibrating.Calibrate(ml, model, heldOut, console, cancellationToken);
        var result = new TrainingResult(settings, data, calibrated, fitTime);
        return Finish(ml, result, images, new ResultStore(folder, OutputFolder.OfSystem), console, cancellationToken);
    }

    /// <summary>Finds weights that do not fit before the images are read, which may take long.</summary>
    private static void CheckWeights(TrainingSettings settings)
    {
        if (settings.Options.PretrainedWeights is not { } weights)
            return;
        if (weights.Description is not null && settings.Channels != ImageNet.Mean.Count)
        {
            throw new UserErrorException(
                $"--weights imagenet is for images of {ImageNet.Mean.Count} channels, not of {settings.Channels}: leave it out, or give "
                + "a file of weights that were trained on such images.");
        }
        const int anyCount = 2;
        using var network = ResNet.WithoutWeights((ResNetDescription)settings.Options.Factory, settings.Channels, anyCount);
        TorchWeights.LoadForFineTuning(network, weights);
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
        catch (Exception) when (EndingText.OfFailure(settings.Options, started) is { } kept)
        {
            console.WriteNotice(kept);
            throw;
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

        // The first images now: once a scoring is cancelled, nothing more can be done by the context.
        var samples = ReadSamples("images");
        result.Scored = Score(ml, result, images, console, cancellationToken);
        if (result.Scored is not null)
            samples = ReadSamples("the worst mistakes");
        var hasReport = console.During("Writing figures, pictures and the report ...", status =>
        {
            ResultFiles.WriteFigures(result, weights, store);
            ResultFiles.WriteSamples(result, samples, store);
            return ResultFiles.WriteReport(ml, result, store, status, cancellationToken);
        });
        if (samples is null)
            console.WriteNotice($"There is no {ResultFiles.Samples}: its images could not be read in the time that is left after Ctrl+C.");
        if (result.Scored is not null && !hasReport)
        {
            console.WriteNotice(
                $"There is no {ResultFiles.Report}: after Ctrl+C there is no time for it, but evaluate --report can write it.");
        }
        TrainingReport.Write(result, store, console);
        return !store.IsWhole || result.History.StopReason == TrainingStopReason.Diverged ? ExitCode.UserError
            : result.Settings.Run.IsCalibrated && result.Calibrator is null && !cancellationToken.IsCancellationRequested
                ? ExitCode.UserError
            : hasReport && samples is not null ? ExitCode.Done
            : cancellationToken.IsCancellationRequested ? ExitCode.Cancelled
            : ExitCode.UserError;

        IReadOnlyList<Sample>? ReadSamples(string which) => console.During(
            $"Reading {which} for {ResultFiles.Samples} ...", _ => Samples(ml, result, images, cancellationToken));
    }

    /// <summary>
    /// Images with their names, which take so little time that they are read after Ctrl+C too; null if they are on a disk that is
    /// slow.
    /// </summary>
    private static IReadOnlyList<Sample>? Samples(
        MLContext ml, TrainingResult result, ITrainingImages images, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource();
        using var stopping = cancellationToken.Register(() => late.CancelAfter(TimeForSamples));
        try
        {
            var positions = TellingImages.Positions(result.Scored, result.Data.Scored.Count);
            return images.Samples(ml, result.Model, result.Data, positions, SampleGrid.Columns * SampleGrid.Rows, late.Token);
        }
        catch (Exception exception) when (Interrupt.IsBehind(exception))
        {
            return null;
        }
    }

    /// <summary>The figures of the model; null after Ctrl+C, which has no time for them, or if no image is left to score.</summary>
    private static ModelReport? Score(
        MLContext ml, TrainingResult result, ITrainingImages images, ProgramConsole console, CancellationToken cancellationToken)
    {
        if (result.History.StopReason == TrainingStopReason.Canceled)
            return null;
        try
        {
            return ScoreReadable(ml, result, images, console, cancellationToken);
        }
        catch (Exception exception) when (Interrupt.IsBehind(exception))
        {
            return null;
        }
    }

    private static ModelReport? ScoreReadable(
        MLContext ml, TrainingResult result, ITrainingImages images, ProgramConsole console, CancellationToken cancellationToken)
    {
        try
        {
            return ModelScoring.Evaluate(ml, result.Model, result.Data, console, cancellationToken);
        }
        catch (Exception exception) when (!Interrupt.IsBehind(exception))
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
