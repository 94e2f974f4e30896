using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.FashionMnist.CommandLine.Training;
using ResNetMLNet.Pipelines.FashionMnist.Data;
using ResNetMLNet.Pipelines.FashionMnist.Output;
using ResNetMLNet.Training.Callbacks;
using Pixels = ResNetMLNet.Data.FashionMnist;

namespace ResNetMLNet.Pipelines.FashionMnist;

/// <summary>The training proper: the pipeline from pixels to the name of a class, and all that watches its trainer.</summary>
internal static class Fitting
{
    /// <summary>Trains while the display is up and the logs are written.</summary>
    public static TransformerChain<ITransformer> Fit(
        MLContext ml,
        TrainSettings settings,
        DataSet data,
        OutputFolder output,
        ProgramConsole console,
        CancellationToken cancellationToken)
    {
        var options = settings.Options;
        ITrainingDisplay display = console.IsLive
            ? new LiveTrainingDisplay(console, options.Epoch, settings.ValidationName)
            : new PlainTrainingDisplay(console, options.Epoch, settings.ValidationName);
        using var stopping = cancellationToken.Register(display.ReportStopping);
        using var log = new TrainingLog(ml, display);
        var features = ml.Transforms.PixelsToFeatures(
            ColumnNames.Features,
            ColumnNames.Pixels,
            settings.ImageSize,
            settings.ImageSize,
            mean: settings.IsNormalized ? [Pixels.PixelMean] : null,
            standardDeviation: settings.IsNormalized ? [Pixels.PixelStandardDeviation] : null);
        options.ValidationSet = settings.ValidatesOnTest ? features.Fit(data.Train).Transform(data.Test) : null;
        options.ProgressCallback = display.Report;
        options.MetricsCallback = display.Report;
        options.CancellationToken = cancellationToken;
        options.Callbacks.Add(new HistoryFile(Path.Combine(output.Path, ResultFiles.History)));
        options.Callbacks.Add(new TensorBoardLog(TensorBoardFolder.For(output, options, console.Time.GetUtcNow())));
        var pipeline = features.Append(ml.MulticlassClassification.Trainers.ResNet(options))
            .Append<ITransformer>(ml.Transforms.Conversion.MapKeyToValue(ColumnNames.PredictedLabel));
        return display.Run(() => pipeline.Fit(data.Train));
    }
}
