using ResNetMLNet.Communication;
using ResNetMLNet.Modeling;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetMLNet.Training.Distribution;

/// <summary>
/// Sums the gradients of the last stages while backward still works on the first ones, where that pays: a slow network is waited for less.
/// </summary>
/// <remarks>The same numbers are added in the same order either way, so that no bit depends on it.</remarks>
internal sealed class ExchangeAhead : IDisposable
{
    private readonly ResNet? _network;
    private readonly FlatGradients _gradients;
    private readonly SumOf _sum;
    private readonly StepTrial _trial;
    private Task _exchange = Task.CompletedTask;
    private bool _isPossible;
    private int _done;

    /// <param name="communicator">Joins the ranks.</param>
    /// <param name="network">The network; one that has no stages or exchanges statistics itself is left alone.</param>
    /// <param name="gradients">Its gradients.</param>
    /// <param name="sum">Sums some of them.</param>
    /// <param name="tell">Hears whether it pays.</param>
    public ExchangeAhead(Communicator communicator, nn.Module network, FlatGradients gradients, SumOf sum, Action<string> tell)
    {
        (_gradients, _sum, _trial) = (gradients, sum, new StepTrial(communicator, tell));
        _network = network is ResNet { IsSynchronized: false } resNet ? resNet : null;
    }

    /// <summary>Sums numbers over all ranks.</summary>
    public delegate void SumOf(Span<float> values);

    /// <summary>Makes ready for a batch.</summary>
    public void Begin()
    {
        _done = 0;
        _isPossible = _network is not null && _gradients.IsAttached;
        if (_network is not null)
            _network.BackwardPassed = _isPossible && _trial.IsDuring ? Passed : null;
        _trial.Begin();
    }

    /// <summary>Waits for what was begun.</summary>
    /// <returns>How many gradients are summed.</returns>
    public int Await()
    {
        _exchange.GetAwaiter().GetResult();
        return _done;
    }

    /// <summary>All gradients are summed.</summary>
    public void End()
    {
        if (_isPossible)
            _trial.End();
    }

    public void Dispose()
    {
        // Whatever has failed, nobody writes into the gradients any more.
        Task.WhenAny(_exchange).Wait();
        if (_network is not null)
            _network.BackwardPassed = null;
    }

    private void Passed(int stage)
    {
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
