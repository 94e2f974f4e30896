using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.FashionMnist.CommandLine;
using ResNetMLNet.Pipelines.FashionMnist.Data;
using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.FashionMnist.Output;

/// <summary>What a training came to, for the report and the files.</summary>
internal sealed class TrainingResult(TrainSettings settings, DataSet data, ITransformer model, TimeSpan fitTime)
{
    /// <summary>What was asked for.</summary>
    public TrainSettings Settings { get; } = settings;

    /// <summary>The images.</summary>
    public DataSet Data { get; } = data;

    /// <summary>The whole fitted chain.</summary>
    public ITransformer Model { get; } = model;

    /// <summary>The time that <c>Fit</c> took, validation included.</summary>
    public TimeSpan FitTime { get; } = fitTime;

    /// <summary>The epochs.</summary>
    public TrainingHistory History { get; } = ModelFile.NetworkOf(model).History;

    /// <summary>ML.NET's metrics on the test images; null when there was no time to score them again.</summary>
    public MulticlassClassificationMetrics? Test { get; set; }

    /// <summary>The last finished epoch.</summary>
    public EpochMetrics LastEpoch => History.Epochs[^1];

    /// <summary>The accuracy on the test images.</summary>
    public double? TestAccuracy => Test?.MicroAccuracy ?? LastEpoch.ValidationAccuracy;

    /// <summary>The mean cross-entropy on the test images.</summary>
    public double? TestLogLoss => Test?.LogLoss ?? LastEpoch.ValidationLoss;

    /// <summary>Training images per second over all finished epochs.</summary>
    public double ImagesPerSecond =>
        History.TrainRows * History.Epochs.Count / History.Epochs.Sum(epoch => epoch.Seconds);

    /// <summary>The number format of the convolutions, as the command line writes it.</summary>
    public string Precision => History.Precision == TrainingPrecision.BFloat16 ? "bf16" : "fp32";

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
            Data.TestRows,
            LastEpoch.TrainLoss,
            LastEpoch.TrainAccuracy,
            TestAccuracy,
            TestLogLoss,
            ImagesPerSecond,
            FitTime.TotalSeconds,
            process.PeakWorkingSet64,
            weightsSha256,
            [.. History.Epochs.Select(RunMetrics.EpochRow.Of)]);
    }
}
