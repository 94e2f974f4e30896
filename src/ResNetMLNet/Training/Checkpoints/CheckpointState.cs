using ResNetMLNet.History;
using static System.FormattableString;

namespace ResNetMLNet.Training.Checkpoints;

/// <summary>What a checkpoint knows beside its tensors: which training it belongs to and how far that had come.</summary>
/// <param name="Definition">The training that it belongs to.</param>
/// <param name="History">The finished epochs.</param>
/// <param name="Batch">The finished batches of the epoch behind them; as many as an epoch has if only its validation is missing.</param>
/// <param name="ImagesSeen">The images of these batches.</param>
/// <param name="EpochSeconds">The seconds that these batches took.</param>
/// <param name="LearningRate">The learning rate of the last of these batches.</param>
/// <param name="ModelEpoch">The epoch whose weights would be returned; 0 if none is finished.</param>
/// <param name="StopReason">Why the training ended, if it ended so that it cannot go on; null otherwise.</param>
/// <param name="Ranks">The processes that trained together.</param>
internal sealed record CheckpointState(
    RunDefinition Definition,
    IReadOnlyList<EpochMetrics> History,
    int Batch,
    long ImagesSeen,
    double EpochSeconds,
    double LearningRate,
    int ModelEpoch,
    TrainingStopReason? StopReason,
    int Ranks = 1)
{
    /// <summary>What is wrong with the numbers by themselves; null if nothing is.</summary>
    public string? Problem() =>
        History.Where((epoch, index) => epoch is null || epoch.Epoch != index + 1).Any() ? "its epochs are not numbered from 1"
        : Batch < 0 || ImagesSeen < Batch || (Batch == 0 && ImagesSeen > 0) ? Invariant($"it has {Batch} batches of {ImagesSeen} images")
        : !(EpochSeconds >= 0 && EpochSeconds < TimeSpan.MaxValue.TotalSeconds / 2) ? Invariant($"its batches took {EpochSeconds} seconds")
        : ModelEpoch < Math.Min(1, History.Count) || ModelEpoch > History.Count + (Batch > 0 ? 1 : 0)
            ? Invariant($"it keeps the weights of epoch {ModelEpoch} of {History.Count}")
        : StopReason is not (null or TrainingStopReason.EarlyStopped) ? $"it was ended by {StopReason}"
        : null;

    /// <summary>The batches trained since the beginning.</summary>
    /// <param name="batchCount">The batches of an epoch.</param>
    public int BatchesDone(int batchCount) => checked(History.Count * batchCount + Batch);
}
