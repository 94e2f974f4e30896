using System.Diagnostics;
using ResNetMLNet.History;
using ResNetMLNet.Training.Checkpoints;
using static TorchSharp.torch;

namespace ResNetMLNet.Training.Callbacks;

/// <summary>Leaves a checkpoint after each epoch, after each interval, and where the training is stopped.</summary>
/// <param name="path">The file.</param>
/// <param name="definition">Gives the training that it belongs to, as far as it is known.</param>
/// <param name="interval">The time after which a checkpoint is written in the middle of an epoch; null for never.</param>
/// <param name="keeper">Knows the weights that would be returned.</param>
/// <param name="rankCount">The processes that train together.</param>
internal sealed class CheckpointWriter(string path, Func<RunDefinition> definition, TimeSpan? interval, ModelKeeper keeper, int rankCount)
    : ITrainingCallback, IDisposable
{
    private const string TryLater = "It is tried again later.";
    private const string GiveUp = "The training cannot be resumed from here.";

    private readonly Stopwatch _sinceWritten = new();
    private Action<string> _warn = _ => { };
    private (int Epochs, int Batch, TrainingStopReason? StopReason) _prepared;
    private (int Epochs, int Batch, TrainingStopReason? StopReason) _written;
    private Task _keeping = Task.CompletedTask;

    /// <inheritdoc/>
    public void OnTrainBegin(TrainingRun run)
    {
        _warn = run.Warn;
        _written = _prepared = Position(run);
        _sinceWritten.Start();
    }

    /// <inheritdoc/>
    public void OnBatchEnd(TrainingRun run)
    {
        if (_keeping.IsFaulted)
            Try(TryLater, AwaitDisk);

        // The loop looks at the loss now and then only: an earlier checkpoint is not to be lost to numbers that are none.
        if (_sinceWritten.Elapsed >= interval && run.IsSound())
            Write(run, TryLater);
    }

    /// <inheritdoc/>
    public void OnEpochEnd(TrainingRun run) => Write(run, TryLater);

    /// <inheritdoc/>
    public void OnTrainEnd(TrainingRun run)
    {
        Try(TryLater, AwaitDisk);

        // Weights that are no numbers are not worth keeping: the earlier checkpoint stays.
        if (run.StopReason != TrainingStopReason.Diverged && Position(run) != _written)
        {
            Write(run, GiveUp);
            Try(GiveUp, AwaitDisk);
        }
    }

    /// <summary>Waits for the disk where an exception has left <see cref="OnTrainEnd"/> out.</summary>
    public void Dispose() => Try(GiveUp, AwaitDisk);

    private void Write(TrainingRun run, string onFailure)
    {
        Try(onFailure, AwaitDisk);
        Try(onFailure, () =>
        {
            using var scope = NewDisposeScope();
            var file = CheckpointFile.Prepare(path, State(run), Tensors(run));
            _prepared = Position(run);

            // The disk takes many times as long as the copy in memory, and training need not wait for it.
            _keeping = Task.Run(() =>
            {
                using (file)
                    file.Keep();
            });
        });
        _sinceWritten.Restart();
    }

    private void AwaitDisk()
    {
        var keeping = _keeping;
        _keeping = Task.CompletedTask;
        keeping.GetAwaiter().GetResult();
        _written = _prepared;
    }

    /// <summary>A training goes on without its checkpoint: the next one is tried as usual, the last one at the end.</summary>
    private void Try(string onFailure, Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _prepared = _written;
            _warn(
                $"The checkpoint '{path}' could not be written: {exception.Message.TrimEnd('.')}. {onFailure} "
                + "An earlier one is as it was.");
        }
    }

    private CheckpointState State(TrainingRun run)
    {
        var (epochs, batch, stopReason) = Position(run);
        var isBetween = batch == 0;
        return new CheckpointState(
            definition(),
            [.. run.History.Take(epochs)],
            batch,
            isBetween ? 0 : run.ImagesSeen,
            isBetween ? 0 : run.EpochTime.TotalSeconds,
            run.LearningRate,
            keeper.Epoch,
            stopReason,
            rankCount);
    }

    private Dictionary<string, Tensor> Tensors(TrainingRun run)
    {
        var tensors = new Dictionary<string, Tensor>();
        tensors.Add(TensorGroups.Network, run.Network.state_dict());
        tensors.Add(TensorGroups.Optimizer, run.Optimizer.State);
        if (run.Average is { } average)
            tensors.Add(TensorGroups.Average, average.State);
        var (epochs, batch, _) = Position(run);
        if (batch > 0)
            tensors.Add(TensorGroups.Running, run.Running.State);
        if (keeper.Epoch > 0 && (batch > 0 || keeper.Epoch < epochs))
            tensors.Add(TensorGroups.Model, keeper.Weights);
        return tensors;
    }

    /// <summary>The finished epochs, and the batches done in the next one.</summary>
    private static (int Epochs, int Batch, TrainingStopReason? StopReason) Position(TrainingRun run)
    {
        var epochs = run.History.Count - (run.IsValidationPending ? 1 : 0);
        var stopReason = run.StopReason == TrainingStopReason.EarlyStopped ? run.StopReason : null;
        return (epochs, run.Epoch == epochs ? 0 : run.Batch, stopReason);
    }
}
