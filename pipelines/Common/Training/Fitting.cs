using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.CommandLine.Training;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Training.Callbacks;

namespace ResNetMLNet.Pipelines.Common.Training;

/// <summary>The training proper: the pipeline from images to the name of a class, and all that watches its trainer.</summary>
internal static class Fitting
{
    /// <summary>Trains while the display is up and the logs are written.</summary>
    public static TransformerChain<ITransformer> Fit(
        MLContext ml,
        TrainingSettings settings,
        DataSet data,
        EstimatorChain<ITransformer> features,
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
        var validation = settings.ValidatesOnTest ? data.Test : data.Validation;
        options.ValidationSet = validation is null ? null : features.Fit(data.Train.View).Transform(validation.View);
        options.ProgressCallback = display.Report;
        options.MetricsCallback = display.Report;
        options.CancellationToken = cancellationToken;
        options.Callbacks.Add(new HistoryFile(Path.Combine(output.Path, ResultFiles.History)));
        options.Callbacks.Add(new TensorBoardLog(TensorBoardFolder.For(output, options, console.Time.GetUtcNow())));
        var pipeline = features.Append(ml.MulticlassClassification.Trainers.ResNet(options))
            .Append<ITransformer>(ml.Transforms.Conversion.MapKeyToValue(ColumnNames.PredictedLabel));
        return display.Run(() => pipeline.Fit(data.Train.View));
    }
}
