using ResNetMLNet.Interop;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Training.Optimization;

/// <summary>The steps of <c>torch.optim.AdamW</c>, bit for bit.</summary>
/// <remarks>
/// torch counts the steps of each parameter, and not those in which it has no gradient. Here all are counted, so that a training
/// that is resumed gets the same bits.
/// </remarks>
internal sealed class AdamWStep : IOptimizerStep
{
    private const string Mean = "exp_avg";
    private const string MeanSquare = "exp_avg_sq";

    private readonly AdamWOptimizer _options;
    private readonly Scalar _beta1;
    private readonly Scalar _beta2;
    private readonly Scalar _rest1;
    private readonly Scalar _rest2;
    private readonly Scalar _epsilon;

    public AdamWStep(AdamWOptimizer options, IReadOnlyList<ParameterGroup> groups)
    {
        _options = options;
        _beta1 = options.Beta1.ToScalar();
        _beta2 = options.Beta2.ToScalar();
        _rest1 = (1 - options.Beta1).ToScalar();
        _rest2 = (1 - options.Beta2).ToScalar();
        _epsilon = options.Epsilon.ToScalar();
        State = ParameterGroup.Zeros(groups, Mean, MeanSquare);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> State { get; }

    /// <inheritdoc/>
    public void Move(ParameterGroup group, double rate, int number)
    {
        using var decay = (1 - (rate * group.WeightDecay)).ToScalar();
        using var root = Math.Sqrt(1 - Math.Pow(_options.Beta2, number)).ToScalar();
        using var factor = (-(rate / (1 - Math.Pow(_options.Beta1, number)))).ToScalar();
        group.ForEachGradient((name, parameter, gradient) =>
        {
            var mean = State[$"{Mean}.{name}"].mul_(_beta1).add_(gradient, _rest1);
            var meanSquare = State[$"{MeanSquare}.{name}"].mul_(_beta2).addcmul_(gradient, gradient, _rest2);
            var divisor = meanSquare.sqrt().div(root).add_(_epsilon, Scalars.One);
            parameter.mul_(decay).addcdiv_(mean, divisor, factor);
        });
    }

    public void Dispose()
    {
        foreach (var tensor in State.Values)
            tensor.Dispose();
        foreach (var scalar in new[] { _beta1, _beta2, _rest1, _rest2, _epsilon })
            scalar.Dispose();
    }
}
