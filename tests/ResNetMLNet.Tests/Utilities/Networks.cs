using ResNetMLNet.Modeling;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Utilities;

/// <summary>Networks and images drawn from seeds, without training.</summary>
internal static class Networks
{
    /// <summary>A network in which no bias and no number of a batch normalization has its initial value.</summary>
    public static ResNet WithStatistics(int channels, int classCount, ResNetDescription? description = null)
    {
        var network = new ResNet(description ?? new(), channels, classCount, seed: 1);
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        using var generator = new Generator(2, CPU);
        foreach (var (name, values) in network.state_dict().Where(entry => entry.Value.dim() == 1))
        {
            // Factors stay around one, so that many layers neither blow the maps up nor starve them.
            if (name.EndsWith("weight", StringComparison.Ordinal) || name.EndsWith("running_var", StringComparison.Ordinal))
                values.uniform_(0.5, 1.5, generator);
            else
                values.uniform_(-0.5, 0.5, generator);
        }
        return network;
    }

    /// <summary>Pixels from 0 to 1: (count, channels, height, width).</summary>
    public static Tensor Images(int count, int channels, int height, int width)
    {
        using var generator = new Generator(3, CPU);
        return rand([count, channels, height, width], generator: generator);
    }
}
