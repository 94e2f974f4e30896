namespace ResNetMLNet.Training.Optimization;

/// <summary>
/// Adam with decoupled weight decay, as <c>torch.optim.AdamW</c> (Loshchilov and Hutter 2019, "Decoupled Weight Decay
/// Regularization"). Learning rates are far below those of SGD: PyTorch's default is 0.001.
/// </summary>
public sealed record AdamWOptimizer : TrainingOptimizer
{
    /// <summary>Makes the optimizer with PyTorch's defaults.</summary>
    public AdamWOptimizer() => WeightDecay = 0.01;

    /// <summary>The decay of the running mean of the gradients, from 0 to below 1.</summary>
    /// <value>The default is 0.9.</value>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>The decay of the running mean of the squared gradients, from 0 to below 1.</summary>
    /// <value>The default is 0.999.</value>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Keeps the division by the root of the mean square finite; above 0.</summary>
    /// <value>The default is 1e-8.</value>
    public double Epsilon { get; init; } = 1e-8;

    internal override void Check(OptionChecks checks)
    {
        base.Check(checks);
        checks.Require(Beta1 is >= 0 and < 1, Name(nameof(Beta1)), Beta1, "from 0 to below 1");
        checks.Require(Beta2 is >= 0 and < 1, Name(nameof(Beta2)), Beta2, "from 0 to below 1");
        checks.Require(Epsilon > 0 && double.IsFinite(Epsilon), Name(nameof(Epsilon)), Epsilon, "a finite number above 0");
    }

    internal override IOptimizerStep Create(IReadOnlyList<ParameterGroup> groups) => new AdamWStep(this, groups);
}
