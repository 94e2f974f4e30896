using System.Runtime.InteropServices;
using Microsoft.ML.Runtime;
using ResNetMLNet.Featurization;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Inference;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Scoring;

/// <summary>Brings a trained network into the form that scores fastest on a device.</summary>
internal static class ScoringNetwork
{
    private const string Slower = "Scoring takes libtorch's public operators, which are slower than oneDNN's fused ones: ";

    /// <summary>
    /// Prepares a network. The weights of a <see cref="ResNet"/> are copied; any other module is used as it is, in single precision.
    /// </summary>
    /// <param name="host">Hears a warning where the fastest form cannot be had.</param>
    /// <param name="network">The network as it was trained.</param>
    /// <param name="image">The shape of the images.</param>
    /// <param name="device">The device of the network.</param>
    /// <param name="precision">The format of the convolutions.</param>
    /// <param name="output">What is taken from the network; of a module that is no <see cref="ResNet"/>, the probabilities.</param>
    public static IInferenceNetwork Prepare(
        IHost host,
        nn.Module<Tensor, Tensor> network,
        ImageShape image,
        Device device,
        ScoringPrecision precision,
        NetworkOutput output)
    {
        if (network is not ResNet resNet)
            return new ModuleNetwork(network);
        var type = Format(device, precision);
        var size = new MapSize(image.Height, image.Width);
        using var channel = host.Start("Preparing the network");
        using var folded = resNet.Fold();
        if (device.type == DeviceType.CPU && FusedOperators.AreKnown)
        {
            if (FusedOperators.Problem(type) is not { } problem)
            {
                try
                {
                    return new FusedNetwork(folded, size, ScoringBatch.SizeFor(image, resNet.Description), type, output);
                }
                catch (ExternalException exception)
                {
                    problem = $"libtorch cannot pack weights of these shapes: {exception.Message}";
                }
            }
            channel.Warning(Slower + problem);
        }
        return new EagerNetwork(folded, size, type, output);
    }

    private static ScalarType Format(Device device, ScoringPrecision precision) => precision switch
    {
        ScoringPrecision.BFloat16 => ScalarType.BFloat16,
        ScoringPrecision.Auto when BFloat16Support.IsNative(device) => ScalarType.BFloat16,
        _ => ScalarType.Float32,
    };
}
