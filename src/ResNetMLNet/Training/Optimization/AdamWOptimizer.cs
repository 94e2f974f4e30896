using System.ComponentModel.DataAnnotations;

namespace ResNetMLNet.Training.Optimization;

/// <summary>
/// Adam with decoupled weight decay, as <c>torch.optim.AdamW</c> (Loshchilov and Hutter 2019, "Decoupled Weight Decay
/// Regularization"). Learning rates are far below those of SGD: PyTorch's default is 0.001.
/// </summary>
public sealed record AdamWOptimizer : TrainingOptimizer
{
    /// <summary>Makes the optimizer with PyTorch's defaults.</summary>
    public AdamWOptimizer() => WeightDecay = 0.01;

    /// <summary>The decay of the gradients' running mean, from 0 to below 1.</summary>
    /// <value>The default is 0.9.</value>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Beta1 { get; init; } = 0.9;

    /// <summary>The decay of the squared gradients' mean, from 0 to below 1.</summary>
    /// <value>The default is 0.999.</value>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Keeps the step finite where gradients are 0: it is added to the root of the mean square; above 0.</summary>
    /// <value>The default is 1e-8.</value>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double Epsilon { get; init; } = 1e-8;

    internal override IOptimizerStep Create(IReadOnlyList<ParameterGroup> groups) => new AdamWStep(this, groups);
}
