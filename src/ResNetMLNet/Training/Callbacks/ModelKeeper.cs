using static TorchSharp.torch;

namespace ResNetMLNet.Training.Callbacks;

/// <summary>Keeps the weights that <c>Fit</c> returns: the best epoch's, or the last one's.</summary>
/// <param name="bestBy">The figure by which the best epoch is kept; null keeps the last one.</param>
internal sealed class ModelKeeper(MonitoredMetric? bestBy) : ITrainingCallback, IDisposable
{
    private WeightSnapshot? _snapshot;

    /// <summary>The number of the epoch whose weights are kept; 0 before the first.</summary>
    public int Epoch { get; private set; }

    /// <summary>The kept weights; there have to be some.</summary>
    public IReadOnlyDictionary<string, Tensor> Weights => _snapshot!.State;

    /// <inheritdoc/>
    public void OnTrainBegin(TrainingRun run) => _snapshot ??= new WeightSnapshot(run.Network);

    /// <inheritdoc/>
    public void OnEpochEnd(TrainingRun run)
    {
        if (Epoch == 0 || bestBy is not { } metric || metric.IsBetter(run.History[^1], run.History[Epoch - 1]))
            Keep(run);
    }

    /// <summary>An epoch without its validation cannot be compared, but without a choice it is the last one.</summary>
    public void OnTrainEnd(TrainingRun run)
    {
        if (run.IsValidationPending && (Epoch == 0 || bestBy is null))
            Keep(run);
    }

    /// <summary>Goes on with the weights of a checkpoint.</summary>
    /// <exception cref="InvalidDataException">They are not the network's.</exception>
    public void Restore(nn.Module network, int epoch, IReadOnlyDictionary<string, Tensor> weights)
    {
        _snapshot = new WeightSnapshot(network);
        _snapshot.Take(network.state_dict());
        weights.CopyTo(_snapshot.State);
        Epoch = epoch;
    }

    /// <summary>Puts the kept weights into the network; it stays as it is if no epoch was finished.</summary>
    public void Restore()
    {
        if (Epoch > 0)
            _snapshot!.Restore();
    }

    public void Dispose() => _snapshot?.Dispose();

    private void Keep(TrainingRun run)
    {
        _snapshot!.Take(run.ModelState);
        Epoch = run.Epoch;
    }
}
