using ResNetMLNet.Interop;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Training.Optimization;

/// <summary>The steps of <c>torch.optim.SGD</c>, bit for bit.</summary>
/// <remarks>
/// torch makes the buffers of the momentum in the first step, as copies of the gradients. Out of zeros the first step makes the
/// same, and whoever restores a training finds them before any step.
/// </remarks>
internal sealed class SgdStep : IOptimizerStep
{
    private const string Buffer = "momentum_buffer";

    private readonly Scalar? _momentum;
    private readonly bool _nesterov;

    public SgdStep(SgdOptimizer options, IReadOnlyList<ParameterGroup> groups)
    {
        _momentum = options.Momentum > 0 ? options.Momentum.ToScalar() : null;
        _nesterov = options.Nesterov;
        State = _momentum is null ? new Dictionary<string, Tensor>() : ParameterGroup.Zeros(groups, Buffer);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> State { get; }

    /// <inheritdoc/>
    public void Move(ParameterGroup group, double rate, int number)
    {
        using var decay = group.WeightDecay.ToScalar();
        using var factor = (-rate).ToScalar();
        group.ForEachGradient((name, parameter, gradient) =>
        {
            if (group.WeightDecay != 0)
                gradient = gradient.add(parameter, decay);
            parameter.add_(_momentum is null ? gradient : Accelerated(gradient, State[$"{Buffer}.{name}"], _momentum), factor);
        });
    }

    public void Dispose()
    {
        foreach (var tensor in State.Values)
            tensor.Dispose();
        _momentum?.Dispose();
    }

    private Tensor Accelerated(Tensor gradient, Tensor buffer, Scalar momentum)
    {
        buffer.mul_(momentum).add_(gradient, Scalars.One);
        return _nesterov ? gradient.add(buffer, momentum) : buffer;
    }
}
