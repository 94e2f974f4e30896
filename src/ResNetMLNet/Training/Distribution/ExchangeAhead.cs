using ResNetMLNet.Modeling;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetMLNet.Training.Distribution;

/// <summary>Sums the gradients of the last stages while backward still works on the first ones: a slow network is waited for less.</summary>
/// <remarks>Where it stops is a matter of the network alone, so that all ranks do the same.</remarks>
internal sealed class ExchangeAhead : IDisposable
{
    private readonly ResNet? _network;
    private readonly FlatGradients _gradients;
    private readonly SumOf _sum;
    private Task _exchange = Task.CompletedTask;
    private bool _isOn;
    private int _done;

    /// <param name="network">The network; one that has no stages or exchanges statistics itself is left alone.</param>
    /// <param name="gradients">Its gradients.</param>
    /// <param name="sum">Sums some of them.</param>
    public ExchangeAhead(nn.Module network, FlatGradients gradients, SumOf sum)
    {
        (_gradients, _sum) = (gradients, sum);
        _network = network is ResNet { IsSynchronized: false } resNet ? resNet : null;
        if (_network is not null)
            _network.BackwardPassed = Passed;
    }

    /// <summary>Sums numbers over all ranks.</summary>
    public delegate void SumOf(Span<float> values);

    /// <summary>Makes ready for a batch.</summary>
    public void Begin() => (_done, _isOn) = (0, _network is not null && _gradients.IsAttached);

    /// <summary>Waits for what was begun.</summary>
    /// <returns>How many gradients are summed.</returns>
    public int End()
    {
        _isOn = false;
        _exchange.GetAwaiter().GetResult();
        return _done;
    }

    public void Dispose()
    {
        if (_network is not null)
            _network.BackwardPassed = null;
    }

    private void Passed(int stage)
    {
        if (!_isOn)
            return;
        var (begin, end, before) = (_done, EndOf(stage), _exchange);
        _done = end;
        _exchange = Task.Run(async () =>
        {
            await before;
            _sum(_gradients.Values(begin, end));
        });
    }

    /// <summary>Where the gradients of a stage and all behind it end, rounded down to what can be summed.</summary>
    private int EndOf(int stage)
    {
        var front = _network!.ParametersOf(stage).ToHashSet<Parameter>(ReferenceEqualityComparer.Instance);
        return _gradients.RoundDown(_gradients.Parameters.TakeWhile(parameter => !front.Contains(parameter)));
    }
}
