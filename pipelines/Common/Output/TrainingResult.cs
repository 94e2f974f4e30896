using System.Diagnostics;
using System.Text.Json;
using Microsoft.ML;
using ResNetMLNet.History;
using ResNetMLNet.Pipelines.Common.CommandLine.Training;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Reports;
using ResNetMLNet.Transforms.Calibration;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>What a training came to, for the report and the files.</summary>
internal sealed class TrainingResult(TrainingSettings settings, DataSet data, ITransformer model, TimeSpan fitTime)
{
    /// <summary>What was asked for.</summary>
    public TrainingSettings Settings { get; } = settings;

    /// <summary>The images; after the scoring, without those that could no longer be read.</summary>
    public DataSet Data { get; set; } = data;

    /// <summary>The whole fitted chain.</summary>
    public ITransformer Model { get; } = model;

    /// <summary>The time that <c>Fit</c> took, validation included.</summary>
    public TimeSpan FitTime { get; } = fitTime;

    /// <summary>The classes, in the order of the scores.</summary>
    public IReadOnlyList<string> ClassNames { get; } =
        KeyNames.OfScores(model.GetOutputSchema(data.Train.View.Schema)[ColumnNames.Score]);

    /// <summary>What calibrates the model; null if nothing does.</summary>
    public TemperatureCalibratorTransformer? Calibrator { get; } =
        ChainMembers.Of(model).OfType<TemperatureCalibratorTransformer>().FirstOrDefault();

    /// <summary>The epochs.</summary>
    public TrainingHistory History { get; } = ModelFile.NetworkOf(model).History;

    /// <summary>The epoch whose weights the model has; null if none was finished.</summary>
    public EpochMetrics? ModelEpoch => History.ModelEpoch > 0 ? History.Epochs[History.ModelEpoch - 1] : null;

    /// <summary>What the model is worth on <see cref="DataSet.Scored"/>; null when they were not scored.</summary>
    public ModelReport? Scored { get; set; }

    /// <summary>The accuracy on the held-out images; null if there are none, or none were ever scored.</summary>
    public double? ValidationAccuracy => ScoredValidation?.Accuracy.Value ?? ValidatedEpoch?.ValidationAccuracy;

    /// <summary>The mean cross-entropy on the held-out images; null if there are none, or none were ever scored.</summary>
    public double? ValidationLogLoss => ScoredValidation?.LogLoss.Value ?? ValidatedEpoch?.ValidationLoss;

    /// <summary>The accuracy on the test images; null if there are none, or they were never scored.</summary>
    public double? TestAccuracy => ScoredTest?.Accuracy.Value ?? TestedEpoch?.ValidationAccuracy;

    /// <summary>The mean cross-entropy on the test images; null if there are none, or they were never scored.</summary>
    public double? TestLogLoss => ScoredTest?.LogLoss.Value ?? TestedEpoch?.ValidationLoss;

    /// <summary>Training images per second over all finished epochs; null without one.</summary>
    public double? ImagesPerSecond => History.Epochs.Count > 0
        ? History.TrainRows * History.Epochs.Count / History.Epochs.Sum(epoch => epoch.Seconds)
        : null;

    /// <summary>The number format of the convolutions, as the command line writes it.</summary>
    public string Precision => History.Precision == Modeling.Precision.BFloat16 ? "bf16" : "fp32";

    private ModelReport? ScoredValidation => Data.Test is null ? Scored : null;

    private ModelReport? ScoredTest => Data.Test is null ? null : Scored;

    private EpochMetrics? ValidatedEpoch => Settings.ValidatesOnTest ? null : ModelEpoch;

    private EpochMetrics? TestedEpoch => Settings.ValidatesOnTest ? ModelEpoch : null;

    /// <summary>The content of metrics.json.</summary>
    public RunMetrics ToMetrics(string weightsSha256)
    {
        using var process = Process.GetCurrentProcess();
        return new RunMetrics(
            Data.Name,
            Settings.Recipe.Name,
            History.Device,
            Precision,
            History.Seed,
            History.Epochs.Count,
            Settings.Options.BatchSize,
            Settings.ImageSize,
            History.TrainRows,
            Data.Test?.Count ?? 0,
            ModelEpoch?.TrainLoss,
            ModelEpoch?.TrainAccuracy,
            TestAccuracy,
            TestLogLoss,
            ValidationAccuracy,
            ValidationLogLoss,
            Calibrator?.Temperature,
            ImagesPerSecond,
            FitTime.TotalSeconds,
            process.PeakWorkingSet64,
            weightsSha256,
            JsonNamingPolicy.CamelCase.ConvertName(History.StopReason.ToString()),
            History.ModelEpoch,
            [.. History.Epochs.Select(RunMetrics.EpochRow.Of)]);
    }
}
