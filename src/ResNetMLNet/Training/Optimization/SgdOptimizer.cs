namespace ResNetMLNet.Training.Optimization;

/// <summary>Stochastic gradient descent, as <c>torch.optim.SGD</c>.</summary>
public sealed record SgdOptimizer : TrainingOptimizer
{
    /// <summary>The share of the previous step that is added to each step, from 0 to below 1.</summary>
    /// <value>The default is 0.</value>
    public double Momentum { get; init; }

    /// <summary>Whether the momentum is Nesterov's; needs a <see cref="Momentum"/> above 0.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Nesterov { get; init; }

    internal override void Check(OptionChecks checks)
    {
        base.Check(checks);
        checks.Require(Momentum is >= 0 and < 1, Name(nameof(Momentum)), Momentum, "from 0 to below 1");
        checks.Require(
            !Nesterov || Momentum > 0, Name(nameof(Nesterov)), Nesterov, $"false unless {nameof(Momentum)} is above 0");
    }

    internal override IOptimizerStep Create(IReadOnlyList<ParameterGroup> groups) => new SgdStep(this, groups);
}
