using System.Globalization;
using ResNetMLNet.Training.Callbacks;
using static TorchSharp.torch;

namespace ResNetMLNet.Training.Checkpoints;

/// <summary>The checkpoint that a training goes on from.</summary>
/// <param name="path">The file.</param>
/// <param name="content">What is in it, where it is rank 0 that has the file; null to read it.</param>
/// <param name="state">What it says.</param>
internal sealed class Resumption(string path, byte[]? content, CheckpointState state)
{
    /// <summary>The seed of the training that is gone on with.</summary>
    public int Seed { get; } = int.TryParse(
        state.Definition.Values.GetValueOrDefault(nameof(TorchTrainerOptions.Seed)),
        CultureInfo.InvariantCulture,
        out var seed)
            ? seed
            : throw CheckpointFile.Damaged(path, "it names no seed");

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What is in it, where it is rank 0 that has the file; null to read it.</param>
    /// <exception cref="InvalidDataException">The file is damaged, no checkpoint, or of a newer version.</exception>
    public static Resumption From(string path, byte[]? content = null) =>
        new(path, content, CheckpointFile.ReadState(path, content));

    /// <summary>Refuses a checkpoint of a training with other options, seed, precision or shapes.</summary>
    /// <exception cref="InvalidOperationException">It is; the message names every difference.</exception>
    public void CheckValues(IReadOnlyDictionary<string, string> values, int epochCount)
    {
        var differences = RunDefinition.Differences(state.Definition.Values, values).ToList();
        var begun = state.History.Count + (state.Batch > 0 ? 1 : 0);
        if (begun > epochCount)
            differences.Add($"epoch {begun} is reached in the checkpoint and {nameof(TorchTrainerOptions.Epoch)} is {epochCount} now");
        Check(differences);
    }

    /// <summary>Whether the checkpoint was written when all rows had been read, so that they can be compared.</summary>
    public bool KnowsRows => state.Definition.TrainData is not null;

    /// <summary>Refuses a checkpoint of a training on other rows.</summary>
    /// <exception cref="InvalidOperationException">It is.</exception>
    public void CheckRows(RunDefinition definition) => Check([.. definition.RowDifferences(state.Definition)]);

    /// <summary>Brings a training to the place where the checkpoint was left.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public void Restore(TrainingRun run, ModelKeeper keeper)
    {
        if (state.Batch > run.BatchCount || state.ImagesSeen > run.ImageCount)
            throw CheckpointFile.Damaged(path, $"it has {state.Batch} batches of {state.ImagesSeen} images in an epoch");
        using var scope = NewDisposeScope();
        var tensors = CheckpointFile.ReadTensors(path, content);
        tensors.Of(TensorGroups.Network).CopyTo(run.Network.state_dict());
        run.Optimizer.Restore(state.BatchesDone(run.BatchCount), tensors.Of(TensorGroups.Optimizer));
        if (run.Average is { } average)
            tensors.Of(TensorGroups.Average).CopyTo(average.State);
        if (state.Batch > 0)
            run.Running.Restore(state.ImagesSeen, tensors.Of(TensorGroups.Running));
        run.Restore(state);
        if (state.ModelEpoch > 0)
        {
            var model = tensors.Of(TensorGroups.Model);
            keeper.Restore(run.Network, state.ModelEpoch, model.Count > 0 ? model : run.ModelState);
        }
    }

    /// <summary>Where the training goes on, in words.</summary>
    /// <param name="epochCount">The epochs of the training.</param>
    /// <param name="rankCount">The processes that go on with it.</param>
    public string Describe(int epochCount, int rankCount)
    {
        var epochs = state.History.Count;
        return state.StopReason is not null || epochs == epochCount
            ? $"The training of the checkpoint '{path}' is finished: {epochs} of {epochCount} epochs."
            : $"Going on from the checkpoint '{path}': epoch {epochs + 1} of {epochCount}, behind batch {state.Batch}."
                + (rankCount == state.Ranks ? "" : FormattableString.Invariant(
                    $" {state.Ranks} processes have written it and {rankCount} go on: that rounds differently, so that the bits will be others."));
    }

    private void Check(List<string> differences)
    {
        if (differences.Count > 0)
        {
            throw new InvalidOperationException(
                $"The checkpoint '{path}' belongs to another training: {string.Join("; ", differences)}. Take what the checkpoint "
                + "has to go on with it, or another folder to begin anew; folds of a cross-validation need one each.");
        }
    }
}
