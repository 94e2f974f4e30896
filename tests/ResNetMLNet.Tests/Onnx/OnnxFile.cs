using ResNetMLNet.Modeling;
using ResNetMLNet.Onnx;

namespace ResNetMLNet.Tests.Onnx;

internal static class OnnxFile
{
    /// <summary>The bytes of a network's file for square images.</summary>
    public static byte[] Of(ResNet network, int size)
    {
        using var folded = network.Fold();
        using var stream = new MemoryStream();
        OnnxExporter.Write(stream, folded, size, size);
        return stream.ToArray();
    }
}
