using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.FashionMnist.CommandLine;
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
            "Train ResNet-18 and write model.zip, metrics.json, curves.png and samples.png. "
            + "Ctrl+C stops early and keeps the last finished epoch.");
        options.AddTo(command);
        command.SetAction((parsed, token) => Task.FromResult(Run(options.Read(parsed), console, token)));
        return command;
    }

    private static int Run(TrainSettings settings, ProgramConsole console, CancellationToken cancellationToken)
    {
        // Before anything that takes time: a training whose result cannot be written is lost.
        var folder = OutputFolder.Prepare(settings.OutputFolder);
        var ml = settings.Device.CreateContext(settings.Options.Seed!.Value);
        var data = DataSet.Load(
            ml, settings.DataFolder, settings.TrainRows, settings.TestRows, console, cancellationToken);
        if (!PictureFont.IsInstalled)
        {
            console.WriteWarning(
                "NO FONT",
                "No font is installed: curves.png and samples.png will have no text. Debian has fonts-dejavu-core.");
        }

        console.WriteNotice(settings.Describe());

        var started = Stopwatch.GetTimestamp();
        using var model = Fit(ml, settings, data, console, cancellationToken);
        var result = new TrainingResult(settings, data, model, Stopwatch.GetElapsedTime(started));
        if (result.History.StopReason == TrainingStopReason.Completed)
            result.Test = TestScoring.Evaluate(ml, model, data.Test, console, cancellationToken);

        console.During($"Writing to {folder.Path} ...", _ => ResultFiles.Write(ml, result, folder));
        TrainingReport.Write(result, folder, console);
        return result.History.StopReason switch
        {
            TrainingStopReason.Canceled => ExitCode.Cancelled,
            TrainingStopReason.Diverged => ExitCode.UserError,
            _ => ExitCode.Done,
        };
    }

    private static TransformerChain<ITransformer> Fit(
        MLContext ml, TrainSettings settings, DataSet data, ProgramConsole console, CancellationToken cancellationToken)
    {
        var options = settings.Options;
        ITrainingDisplay display = console.IsLive
            ? new LiveTrainingDisplay(console, options.Epoch)
            : new PlainTrainingDisplay(console, options.Epoch);
        using var stopping = cancellationToken.Register(display.ReportStopping);
        var features = ml.Transforms.PixelsToFeatures(
            ColumnNames.Features,
            ColumnNames.Pixels,
            settings.ImageSize,
            settings.ImageSize,
            mean: settings.IsNormalized ? [ResNetMLNet.Data.FashionMnist.PixelMean] : null,
            standardDeviation: settings.IsNormalized ? [ResNetMLNet.Data.FashionMnist.PixelStandardDeviation] : null);
        options.ValidationSet = features.Fit(data.Train).Transform(data.Test);
        options.ProgressCallback = display.Report;
        options.MetricsCallback = display.Report;
        options.CancellationToken = cancellationToken;
        var trainer = ml.MulticlassClassification.Trainers.ResNet(options);
        var pipeline = features.Append(trainer)
            .Append<ITransformer>(ml.Transforms.Conversion.MapKeyToValue(ColumnNames.PredictedLabel));
        return display.Run(() => pipeline.Fit(data.Train));
    }
}
