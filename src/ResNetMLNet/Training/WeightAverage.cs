using ResNetMLNet.Training.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Training;

/// <summary>The average of a network's weights and buffers that <see cref="ExponentialMovingAverage"/> asks for.</summary>
/// <remarks>
/// Whether an update copies the weights follows from its place in the training, so that a resumed training needs the tensors alone.
/// </remarks>
internal sealed class WeightAverage : IDisposable
{
    private readonly nn.Module _network;
    private readonly int _steps;
    private readonly double _warmUpEpochs;
    private readonly Scalar _share;
    private readonly Dictionary<string, Tensor> _state;

    /// <param name="network">The network, as it is at the beginning.</param>
    /// <param name="settings">How it is averaged.</param>
    /// <param name="options">The options of the training.</param>
    public WeightAverage(nn.Module network, ExponentialMovingAverage settings, TorchTrainerOptions options)
    {
        using var mode = no_grad();
        _network = network;
        _steps = settings.Steps;
        _warmUpEpochs = (options.LearningRateSchedule as WarmUpSchedule)?.WarmUpEpochs ?? 0;
        _share = Math.Min(1, (1 - settings.Decay) * options.BatchSize * settings.Steps / options.Epoch).ToScalar();
        _state = network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone().DetachFromDisposeScope());
    }

    /// <summary>The averages by the names of weights and buffers.</summary>
    public IReadOnlyDictionary<string, Tensor> State => _state;

    /// <summary>Takes in what a batch has made of the weights, if it is its turn.</summary>
    /// <param name="epoch">The number of the epoch, from 1.</param>
    /// <param name="batch">The number of the batch within it, from 1.</param>
    public void Update(int epoch, int batch)
    {
        if ((batch - 1) % _steps != 0)
            return;
        using var scope = NewDisposeScope();
        using var mode = no_grad();

        // The update before was in the epoch before if this is an epoch's first; there was none before the first epoch.
        var epochBefore = batch > 1 ? epoch : epoch - 1;
        var copies = epochBefore == 0 || epochBefore - 1 < _warmUpEpochs;
        foreach (var (name, tensor) in _network.state_dict())
        {
            // What is frozen stays the same bit for bit, since its difference is 0.
            var average = _state[name];
            if (copies || !tensor.is_floating_point())
                average.copy_(tensor);
            else
                average.add_(tensor.sub(average), _share);
        }
    }

    /// <summary>Puts the averages into the network, until the returned object is disposed of.</summary>
    public IDisposable PutIn()
    {
        Exchange();
        return new Exchanged(this);
    }

    public void Dispose()
    {
        foreach (var tensor in _state.Values)
            tensor.Dispose();
        _share.Dispose();
    }

    private void Exchange()
    {
        using var mode = no_grad();
        foreach (var (name, tensor) in _network.state_dict())
        {
            using var weights = tensor.clone();
            tensor.copy_(_state[name]);
            _state[name].copy_(weights);
        }
    }

    private sealed class Exchanged(WeightAverage average) : IDisposable
    {
        public void Dispose() => average.Exchange();
    }
}
