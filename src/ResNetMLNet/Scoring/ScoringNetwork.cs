using System.Runtime.InteropServices;
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
    /// <summary>Prepares a network; its weights are copied.</summary>
    /// <param name="network">The network as it was trained.</param>
    /// <param name="image">The shape of the images.</param>
    /// <param name="device">The device of the network.</param>
    /// <param name="precision">The format of the convolutions.</param>
    public static IInferenceNetwork Prepare(ResNet18 network, ImageShape image, Device device, ScoringPrecision precision)
    {
        var type = Format(device, precision);
        var size = new MapSize(image.Height, image.Width);
        using var folded = network.Fold();
        if (device.type == DeviceType.CPU && FusedOperators.Work(type))
        {
            try
            {
                return new FusedNetwork(folded, size, ScoringBatch.SizeFor(image), type);
            }
            catch (ExternalException)
            {
                // libtorch cannot pack weights of these shapes here; the public operators can do without.
            }
        }
        return new EagerNetwork(folded, size, type);
    }

    private static ScalarType Format(Device device, ScoringPrecision precision) => precision switch
    {
        ScoringPrecision.BFloat16 => ScalarType.BFloat16,
        ScoringPrecision.Auto when BFloat16Support.IsNative(device) => ScalarType.BFloat16,
        _ => ScalarType.Float32,
    };
}
