using ResNetMLNet.Training;
using ResNetMLNet.Training.Callbacks;

namespace ResNetMLNet.Tests.Training;

/// <summary>Notes every hook with the figures that belong to it.</summary>
internal sealed class HookRecorder : ITrainingCallback
{
    public List<string> Calls { get; } = [];

    public void OnTrainBegin(TrainingRun run) => Calls.Add("train begin");

    public void OnTrainEnd(TrainingRun run) => Calls.Add($"train end {run.StopReason}");

    public void OnEpochBegin(TrainingRun run) => Calls.Add($"epoch begin {run.Epoch}");

    public void OnEpochEnd(TrainingRun run) => Calls.Add($"epoch end {run.Epoch} of {run.History.Count}");

    public void OnBatchBegin(TrainingRun run) => Calls.Add($"batch begin {run.Epoch}.{run.Batch}");

    public void OnBatchEnd(TrainingRun run) => Calls.Add($"batch end {run.Epoch}.{run.Batch} {run.ImagesSeen}");
}
