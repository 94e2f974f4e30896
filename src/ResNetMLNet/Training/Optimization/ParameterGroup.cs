using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetMLNet.Training.Optimization;

/// <summary>The parameters of a network that are learned with the same weight decay and the same rate, by name.</summary>
internal sealed record ParameterGroup(
    IReadOnlyList<(string Name, Parameter Parameter)> Members, double WeightDecay, double LearningRateFactor)
{
    /// <summary>The parameters alone.</summary>
    public IReadOnlyList<Parameter> Parameters { get; } = [.. Members.Select(member => member.Parameter)];

    /// <summary>
    /// Parts a network's matrices and kernels, which decay, from its vectors, which do not, and both by the factor of their
    /// learning rate. What is frozen is in no group.
    /// </summary>
    /// <remarks>Vectors are the biases and all parameters of batch normalization.</remarks>
    public static IReadOnlyList<ParameterGroup> Of(nn.Module network, double weightDecay, Func<string, double> learningRateFactor)
    {
        var groups =
            from member in network.named_parameters()
            where member.parameter.requires_grad
            group member by (
                Decay: member.parameter.dim() >= 2 ? weightDecay : 0,
                Factor: learningRateFactor(member.name)) into members
            orderby members.Key.Decay descending
            select new ParameterGroup([.. members], members.Key.Decay, members.Key.Factor);
        return [.. groups];
    }
}
