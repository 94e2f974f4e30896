using ResNetMLNet.History;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>The content of <c>metrics.json</c>, in its order: what was trained, on what, and what came of it.</summary>
internal sealed record RunMetrics(
    string Dataset,
    string Recipe,
    string Device,
    string Precision,
    int Seed,
    int Epochs,
    int BatchSize,
    int ImageSize,
    long TrainRows,
    long TestRows,
    double? TrainLoss,
    double? TrainAccuracy,
    double? TestAccuracy,
    double? TestLogLoss,
    double? ValidationAccuracy,
    double? ValidationLogLoss,
    double? Temperature,
    double? ImagesPerSecond,
    double FitSeconds,
    long PeakMemoryBytes,
    string WeightsSha256,
    string StopReason,
    int ModelEpoch,
    IReadOnlyList<RunMetrics.EpochRow> History)
{
    /// <summary>One finished epoch.</summary>
    internal sealed record EpochRow(
        int Epoch,
        double TrainLoss,
        double TrainAccuracy,
        double? ValidationLoss,
        double? ValidationAccuracy,
        double LearningRate,
        double Seconds,
        double ImagesPerSecond)
    {
        /// <summary>The row of an epoch of the library's history.</summary>
        public static EpochRow Of(EpochMetrics epoch) => new(
            epoch.Epoch,
            epoch.TrainLoss,
            epoch.TrainAccuracy,
            epoch.ValidationLoss,
            epoch.ValidationAccuracy,
            epoch.LearningRate,
            epoch.Seconds,
            epoch.ImagesPerSecond);
    }
}
