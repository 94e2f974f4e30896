using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetMLNet.Training.Optimization;

/// <summary>The parameters of a network with the same weight decay, by name.</summary>
internal sealed record ParameterGroup(IReadOnlyList<(string Name, Parameter Parameter)> Members, double WeightDecay)
{
    /// <summary>The parameters alone.</summary>
    public IReadOnlyList<Parameter> Parameters { get; } = [.. Members.Select(member => member.Parameter)];

    /// <summary>Parts a network's matrices and kernels, which decay, from its vectors, which do not.</summary>
    /// <remarks>Vectors are the biases and all parameters of batch normalization.</remarks>
    public static IReadOnlyList<ParameterGroup> Of(nn.Module network, double weightDecay)
    {
        var members = network.named_parameters().ToList();
        if (weightDecay == 0)
            return [new ParameterGroup(members, 0)];
        var decays = members.ToLookup(member => member.parameter.dim() >= 2);
        return [new ParameterGroup([.. decays[true]], weightDecay), new ParameterGroup([.. decays[false]], 0)];
    }
}
