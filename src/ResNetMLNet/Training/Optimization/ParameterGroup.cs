using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetMLNet.Training.Optimization;

/// <summary>The parameters of a network that are learned with the same weight decay and the same rate, by name.</summary>
/// <param name="Members">The parameters.</param>
/// <param name="WeightDecay">Their weight decay.</param>
/// <param name="LearningRateFactor">The factor of their learning rate.</param>
/// <param name="FirstBatch">The batch of the training that they learn from first, from 0.</param>
internal sealed record ParameterGroup(
    IReadOnlyList<(string Name, Parameter Parameter)> Members, double WeightDecay, double LearningRateFactor, long FirstBatch)
{
    /// <summary>The parameters alone.</summary>
    public IReadOnlyList<Parameter> Parameters { get; } = [.. Members.Select(member => member.Parameter)];

    /// <summary>
    /// Parts a network's matrices and kernels, which decay, from its vectors, which do not, and both by the factor of their
    /// learning rate. What is frozen to the end is in no group.
    /// </summary>
    /// <param name="network">The network, with what is frozen at the beginning without gradients.</param>
    /// <param name="weightDecay">The weight decay of matrices and kernels.</param>
    /// <param name="learningRateFactor">Gives the factor of a parameter's rate by its name.</param>
    /// <param name="thawingBatch">The batch from which on what is frozen learns too; null for none.</param>
    /// <remarks>Vectors are the biases and all parameters of batch normalization.</remarks>
    public static IReadOnlyList<ParameterGroup> Of(
        nn.Module network, double weightDecay, Func<string, double> learningRateFactor, long? thawingBatch = null)
    {
        var groups =
            from member in network.named_parameters()
            let firstBatch = member.parameter.requires_grad ? 0L : thawingBatch
            where firstBatch is not null
            group member by (
                Decay: member.parameter.dim() >= 2 ? weightDecay : 0,
                Factor: learningRateFactor(member.name),
                FirstBatch: firstBatch.Value) into members
            orderby members.Key.Decay descending
            select new ParameterGroup([.. members], members.Key.Decay, members.Key.Factor, members.Key.FirstBatch);
        return [.. groups];
    }

    /// <summary>Makes tensors of zeros in the shapes of all parameters, which belong to no dispose scope.</summary>
    /// <param name="groups">The groups of the parameters.</param>
    /// <param name="names">What is made for each parameter.</param>
    /// <returns>The tensors by name and parameter: <c>exp_avg.dense.weight</c>.</returns>
    public static IReadOnlyDictionary<string, Tensor> Zeros(IEnumerable<ParameterGroup> groups, params string[] names)
    {
        var zeros = groups.SelectMany(group => group.Members).SelectMany(
            _ => names, (member, name) => ($"{name}.{member.Name}", zeros_like(member.Parameter).DetachFromDisposeScope()));
        return zeros.ToDictionary();
    }

    /// <summary>Does something with each parameter that has a gradient; what is computed of them has no gradient itself.</summary>
    /// <param name="action">Takes the parameter's name, itself and its gradient.</param>
    public void ForEachGradient(Action<string, Parameter, Tensor> action)
    {
        using var mode = no_grad();
        foreach (var (name, parameter) in Members)
        {
            using var scope = NewDisposeScope();
            if (parameter.grad is { } gradient)
                action(name, parameter, gradient);
        }
    }
}
