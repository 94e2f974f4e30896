using ResNetMLNet.Training;
using ResNetMLNet.Training.Callbacks;

namespace ResNetMLNet.Tests.Training;

/// <summary>Does something at some hooks.</summary>
internal sealed class HookActions : ITrainingCallback
{
    public Action<TrainingRun>? TrainEnd { get; init; }

    public Action<TrainingRun>? EpochEnd { get; init; }

    public Action<TrainingRun>? BatchEnd { get; init; }

    public void OnTrainEnd(TrainingRun run) => TrainEnd?.Invoke(run);

    public void OnEpochEnd(TrainingRun run) => EpochEnd?.Invoke(run);

    public void OnBatchEnd(TrainingRun run) => BatchEnd?.Invoke(run);
}
