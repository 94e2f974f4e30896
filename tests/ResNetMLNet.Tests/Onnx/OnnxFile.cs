using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Inference;
using ResNetMLNet.Onnx;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Onnx;

namespace ResNetMLNet.Tests.Onnx;

internal static class OnnxFile
{
    /// <summary>The bytes of a network's file for square images.</summary>
    public static byte[] Of(ResNet network, int channels, int size, NetworkOutput output = NetworkOutput.Probabilities)
    {
        using var stream = new MemoryStream();
        using var model = new OnnxModel(
            new ResNetOnnxNetwork(network, new ImageShape(channels, size, size), output), new OnnxColumns("Features", "Score"));
        model.WriteTo(stream);
        return stream.ToArray();
    }
}
