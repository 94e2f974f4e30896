using ResNetMLNet.History;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Callbacks;
using ResNetMLNet.Training.Checkpoints;

namespace ResNetMLNet.Tests.Training.Callbacks;

/// <summary>Takes a callback through a training that consists of its figures only.</summary>
internal sealed class ReportedTraining
{
    private readonly ITrainingCallback _callback;
    private readonly TrainingRun _run;

    /// <summary>Begins the training, behind the epochs of an earlier part of it.</summary>
    public ReportedTraining(ITrainingCallback callback, params EpochMetrics[] before)
    {
        _callback = callback;
        _run = new TrainingRun(network: null!, optimizer: null!, running: null!, 10, 1, 1, Warnings.Add);
        var definition = new RunDefinition(new Dictionary<string, string>(), "", ValidationData: null, Labels: "");
        _run.Restore(new CheckpointState(
            definition, before, Batch: 0, ImagesSeen: 0, EpochSeconds: 0, LearningRate: 0, ModelEpoch: before.Length, StopReason: null));
        callback.OnTrainBegin(_run);
    }

    public List<string> Warnings { get; } = [];

    /// <summary>Figures by which an epoch can be told from others.</summary>
    public static EpochMetrics Row(int epoch) =>
        new(epoch, 0.5 / epoch, 0.25, 1.5 / epoch, 0.125, 0.1, 2.5, 1000 * epoch);

    public ReportedTraining Epoch(EpochMetrics row)
    {
        _run.EndEpoch(row, isValidationPending: false);
        _callback.OnEpochEnd(_run);
        return this;
    }

    public ReportedTraining Epoch(int epoch) => Epoch(Row(epoch));

    public void End() => _callback.OnTrainEnd(_run);
}
