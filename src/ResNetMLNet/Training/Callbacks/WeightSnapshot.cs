using static TorchSharp.torch;

namespace ResNetMLNet.Training.Callbacks;

/// <summary>A copy of a network's state to return to: weights, running means and variances.</summary>
internal sealed class WeightSnapshot(nn.Module network) : IDisposable
{
    private Dictionary<string, Tensor> _copies = [];

    /// <summary>The copied state; empty before the first copy.</summary>
    public IReadOnlyDictionary<string, Tensor> State => _copies;

    /// <summary>Copies a state of the network, over the copy taken before.</summary>
    public void Take(IReadOnlyDictionary<string, Tensor> state)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        if (_copies.Count == 0)
        {
            _copies = state.ToDictionary(entry => entry.Key, entry => entry.Value.clone().DetachFromDisposeScope());
            return;
        }
        foreach (var (name, tensor) in state)
            _copies[name].copy_(tensor);
    }

    /// <summary>Puts the copied state back.</summary>
    public void Restore()
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        foreach (var (name, tensor) in network.state_dict())
            tensor.copy_(_copies[name]);
    }

    public void Dispose()
    {
        foreach (var copy in _copies.Values)
            copy.Dispose();
    }
}
