using ResNetMLNet.Interop;
using static TorchSharp.torch;

namespace ResNetMLNet.Training;

/// <summary>Loss and accuracy over the batches of an epoch, summed on the device and read when wanted.</summary>
internal sealed class RunningMetrics : IDisposable
{
    private readonly Tensor _loss;
    private readonly Tensor _correct;

    public RunningMetrics(Device device)
    {
        _loss = zeros(1, dtype: ScalarType.Float64, device: device).DetachFromDisposeScope();
        _correct = zeros(1, dtype: ScalarType.Int64, device: device).DetachFromDisposeScope();
    }

    /// <summary>The images counted so far.</summary>
    public long Count { get; private set; }

    /// <summary>The mean loss; reading it waits for the device.</summary>
    public double Loss => _loss.item<double>() / Count;

    /// <summary>The share of images whose class was predicted; reading it waits for the device.</summary>
    public double Accuracy => (double)_correct.item<long>() / Count;

    /// <summary>Counts one batch.</summary>
    public void Add(BatchFigures batch)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        _loss.add_(batch.Loss, Scalars.One);
        _correct.add_(batch.Correct, Scalars.One);
        Count += batch.Count;
    }

    /// <summary>Adds what others have counted.</summary>
    public void Add(double loss, long correct, long count)
    {
        using var scope = NewDisposeScope();
        Add(new BatchFigures(tensor(loss, device: _loss.device), tensor(correct, device: _loss.device), count));
    }

    /// <summary>What was counted; reading it waits for the device.</summary>
    public (double Loss, long Correct, long Count) Totals => (_loss.item<double>(), _correct.item<long>(), Count);

    /// <summary>The sums, by names; for a checkpoint.</summary>
    public IReadOnlyDictionary<string, Tensor> State => new Dictionary<string, Tensor> { ["loss"] = _loss, ["correct"] = _correct };

    /// <summary>Goes on with the sums of a checkpoint.</summary>
    /// <exception cref="InvalidDataException">They are not sums of this kind.</exception>
    public void Restore(long count, IReadOnlyDictionary<string, Tensor> state)
    {
        state.CopyTo(State);
        Count = count;
    }

    /// <summary>Forgets all that was counted.</summary>
    public void Reset()
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        _loss.zero_();
        _correct.zero_();
        Count = 0;
    }

    public void Dispose()
    {
        _loss.Dispose();
        _correct.Dispose();
    }
}
