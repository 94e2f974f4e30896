using Microsoft.ML.Runtime;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Checks;
using ResNetMLNet.Modeling.Inference;
using ResNetMLNet.Transforms.Featurization;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Scoring;

/// <summary>Brings a trained network into the form that scores fastest on a device.</summary>
internal static class ScoringNetwork
{
    /// <summary>
    /// Prepares a network. The weights of a <see cref="ResNet"/> are copied; any other module is used as it is, in single precision.
    /// </summary>
    /// <param name="host">Hears a warning where a layer computes wrongly on this machine and is computed in another way.</param>
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
        Precision precision,
        NetworkOutput output)
    {
        if (network is not ResNet resNet)
            return new ModuleNetwork(network);
        var type = Format(device, precision);
        var size = new MapSize(image.Height, image.Width);
        var batch = NetworkBatch.SizeFor(image, resNet.Description, device.type);
        using var channel = host.Start("Preparing the network");
        using var folded = resNet.Fold();
        IInferenceNetwork prepared = device.type == DeviceType.CPU && FusedOperators.AreKnown
            ? new FusedNetwork(folded, size, batch, type, output)
            : new EagerNetwork(folded, size, batch, type, output);
        foreach (var problem in KernelCheck.TakeUnreported())
            channel.Warning(problem);
        return prepared;
    }

    private static ScalarType Format(Device device, Precision precision) => precision switch
    {
        Precision.BFloat16 => ScalarType.BFloat16,
        Precision.Auto when BFloat16Support.IsNative(device) => ScalarType.BFloat16,
        _ => ScalarType.Float32,
    };
}
