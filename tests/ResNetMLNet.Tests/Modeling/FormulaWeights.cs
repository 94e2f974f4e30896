using System.Text;
using ResNetMLNet.Interop;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Modeling;

/// <summary>Numbers that another program can compute too, so that networks can be compared without a file of weights.</summary>
/// <remarks>
/// The number at place i of the tensor of a name is low + (high - low) * u, computed in double precision. u is the upper 24 of
/// 32 bits divided by 2^24; the bits are the final mix of MurmurHash3 (x86, 32 bits) of h + i * 0x9E3779B9, where h is the FNV-1a
/// hash (32 bits) of the name in UTF-8. Low and high are
/// <list type="bullet">
/// <item>±sqrt(6 / fan in) for kernels and matrices, whose fan in is the product of all dimensions but the first,</item>
/// <item>0.75 and 1.25 for the running variance, 0.6 and 1 for the weights of batch normalizations,</item>
/// <item>-0.1 and 0.1 for biases and the running mean, -1 and 1 for the image.</item>
/// </list>
/// </remarks>
internal static class FormulaWeights
{
    public static void Fill(nn.Module network)
    {
        foreach (var (name, tensor) in network.state_dict().Where(entry => entry.Value.dtype == ScalarType.Float32))
        {
            var high = tensor.dim() > 1 ? Math.Sqrt(6.0 / (tensor.numel() / tensor.shape[0])) : 0.1;
            var range = tensor.dim() == 1 ? name.Split('.')[^1] : string.Empty;
            Fill(name, tensor, range switch
            {
                "running_var" => (0.75, 1.25),
                "weight" => (0.6, 1),
                _ => (-high, high),
            });
        }
    }

    /// <summary>The image of the name "input": (1, 3, 64, 64).</summary>
    public static Tensor Image()
    {
        var image = empty(1, 3, 64, 64);
        Fill("input", image, (-1, 1));
        return image;
    }

    private static void Fill(string name, Tensor tensor, (double Low, double High) range)
    {
        var hash = Encoding.UTF8.GetBytes(name).Aggregate(0x811C9DC5u, (hash, part) => unchecked((hash ^ part) * 0x01000193u));
        var values = tensor.Values<float>();
        for (var index = 0; index < values.Length; index++)
        {
            var bits = Mix(unchecked(hash + ((uint)index * 0x9E3779B9u)));
            values[index] = (float)(range.Low + ((range.High - range.Low) * ((bits >> 8) / 16777216.0)));
        }
    }

    private static uint Mix(uint bits)
    {
        unchecked
        {
            bits = (bits ^ (bits >> 16)) * 0x85EBCA6Bu;
            bits = (bits ^ (bits >> 13)) * 0xC2B2AE35u;
            return bits ^ (bits >> 16);
        }
    }
}
