using System.ComponentModel.DataAnnotations;

namespace ResNetMLNet.Training.Optimization;

/// <summary>Stochastic gradient descent, as <c>torch.optim.SGD</c>.</summary>
public sealed record SgdOptimizer : TrainingOptimizer
{
    /// <summary>The share of the last step in each step, from 0 to below 1.</summary>
    /// <value>The default is 0.</value>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Momentum { get; init; }

    /// <summary>Whether the momentum is Nesterov's; needs a <see cref="Momentum"/> above 0.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Nesterov { get; init; }

    internal override void Check(OptionChecks checks) => checks.Require(
        !Nesterov || Momentum > 0, Name(nameof(Nesterov)), Nesterov, $"false unless {nameof(Momentum)} is above 0");

    internal override IOptimizerStep Create(IReadOnlyList<ParameterGroup> groups) => new SgdStep(this, groups);
}
