using System.Diagnostics;
using ResNetMLNet.History;
using ResNetMLNet.Training.Callbacks;
using ResNetMLNet.Training.Checkpoints;
using ResNetMLNet.Training.Optimization;
using static TorchSharp.torch;

namespace ResNetMLNet.Training;

/// <summary>A running training, as an <see cref="ITrainingCallback"/> sees it.</summary>
/// <remarks>It belongs to the training thread and is not to be used after <see cref="ITrainingCallback.OnTrainEnd"/>.</remarks>
public sealed class TrainingRun
{
    private readonly List<EpochMetrics> _history = [];
    private readonly Action<string> _warn;
    private readonly Stopwatch _clock = new();
    private TimeSpan _timeBefore;

    internal TrainingRun(
        nn.Module<Tensor, Tensor> network,
        ScheduledOptimizer optimizer,
        RunningMetrics running,
        int epochCount,
        int batchCount,
        int imageCount,
        Action<string> warn)
    {
        Network = network;
        Optimizer = optimizer;
        Running = running;
        EpochCount = epochCount;
        BatchCount = batchCount;
        ImageCount = imageCount;
        _warn = warn;
    }

    /// <summary>The finished epochs in order; after a resume, those before it as well.</summary>
    public IReadOnlyList<EpochMetrics> History => _history;

    /// <summary>The number of the running epoch, from 1; 0 before the first.</summary>
    public int Epoch { get; private set; }

    /// <summary>The number of epochs asked for.</summary>
    public int EpochCount { get; }

    /// <summary>The number of the running or last batch within its epoch, from 1; 0 before an epoch's first.</summary>
    public int Batch { get; private set; }

    /// <summary>The number of batches of an epoch.</summary>
    public int BatchCount { get; }

    /// <summary>The images trained on in this epoch so far.</summary>
    public long ImagesSeen => Running.Count;

    /// <summary>The images of a whole epoch.</summary>
    public int ImageCount { get; }

    /// <summary>The learning rate of the running or last batch.</summary>
    public double LearningRate { get; private set; }

    /// <summary>The mean training loss of this epoch so far; NaN before its first batch. Reading it waits for the device.</summary>
    public double Loss => Running.Loss;

    /// <summary>
    /// The training accuracy of this epoch so far, from 0 to 1; NaN before its first batch. Reading it waits for the device.
    /// </summary>
    public double Accuracy => Running.Accuracy;

    /// <summary>The time spent on the training batches of this epoch so far.</summary>
    public TimeSpan EpochTime => _timeBefore + _clock.Elapsed;

    /// <summary>Training images per second in this epoch so far.</summary>
    public double ImagesPerSecond => ImagesSeen / EpochTime.TotalSeconds;

    /// <summary>Why the training ends; null while it goes on.</summary>
    public TrainingStopReason? StopReason { get; private set; }

    /// <summary>
    /// Ends the training after the running batch, with <see cref="TrainingStopReason.StoppedByCallback"/> unless it already
    /// ends for another reason.
    /// </summary>
    /// <remarks>A training that is resumed goes on, unless the callback ends it again, as at its <c>OnTrainBegin</c>.</remarks>
    public void Stop() => Stop(TrainingStopReason.StoppedByCallback);

    /// <summary>Sends a warning to ML.NET's log.</summary>
    /// <param name="message">The warning.</param>
    public void Warn(string message) => _warn(message);

    /// <summary>The network in training.</summary>
    internal nn.Module<Tensor, Tensor> Network { get; }

    /// <summary>The optimizer and its schedule.</summary>
    internal ScheduledOptimizer Optimizer { get; }

    /// <summary>The average of the weights that takes their place in the model; null for none.</summary>
    internal WeightAverage? Average { get; init; }

    /// <summary>The weights and buffers that a model of the training would have now, by name.</summary>
    internal IReadOnlyDictionary<string, Tensor> ModelState => Average?.State ?? Network.state_dict();

    /// <summary>The sums of the running epoch.</summary>
    internal RunningMetrics Running { get; }

    /// <summary>Whether the last epoch's validation was broken off, so that its row lacks the figures.</summary>
    internal bool IsValidationPending { get; private set; }

    /// <summary>The first reason stays.</summary>
    internal void Stop(TrainingStopReason reason) => StopReason ??= reason;

    /// <summary>Ends the training for the reason that all ranks have agreed on.</summary>
    internal void StopAs(TrainingStopReason reason) => StopReason = reason;

    /// <summary>Ends the training because of numbers that are none, which counts more than any other reason.</summary>
    internal void Diverge() => StopReason = TrainingStopReason.Diverged;

    /// <summary>Whether the loss and all weights are finite numbers: the last update can ruin weights behind a finite loss.</summary>
    internal bool IsSound()
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();

        // One that is not finite makes the sum so; looking at each of many million takes ten times as long.
        return (ImagesSeen == 0 || double.IsFinite(Loss))
            && Network.parameters().All(parameter => double.IsFinite(parameter.sum().to(ScalarType.Float32).item<float>()));
    }

    /// <summary>Takes over what an earlier part of the training did.</summary>
    internal void Restore(CheckpointState state)
    {
        _history.AddRange(state.History);
        Epoch = state.History.Count + (state.Batch == 0 ? 0 : 1);
        Batch = state.Batch;
        LearningRate = state.LearningRate;
        _timeBefore = TimeSpan.FromSeconds(state.EpochSeconds);
        if (state.StopReason is { } reason)
            Stop(reason);
    }

    /// <summary>Enters the next epoch, or the one in which the training was interrupted.</summary>
    internal void BeginEpoch()
    {
        if (Epoch == _history.Count)
        {
            Epoch++;
            Batch = 0;
            _timeBefore = TimeSpan.Zero;
            Running.Reset();
        }
        _clock.Restart();
    }

    internal void BeginBatch()
    {
        Batch++;
        LearningRate = Optimizer.LearningRate;
    }

    /// <summary>The clock stands still while the epoch is validated.</summary>
    internal void EndBatches() => _clock.Stop();

    internal void EndEpoch(EpochMetrics row, bool isValidationPending)
    {
        _history.Add(row);
        IsValidationPending = isValidationPending;
    }
}
