using ResNetMLNet.Scoring;

namespace ResNetMLNet.Onnx;

/// <summary>Writes networks as ONNX files, with standard operators only.</summary>
internal static class OnnxWriter
{
    /// <summary>
    /// Writes a transformer's network: its images (N, channels, height, width) go in under the name of their column, and what is
    /// taken from the network comes out under the name of its column, (N, numbers).
    /// </summary>
    /// <param name="stream">Receives the file and stays open.</param>
    /// <param name="network">The transformer.</param>
    /// <exception cref="NotSupportedException">The network cannot be converted, or is too large for a file.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    public static void Write(Stream stream, NetworkTransformer network)
    {
        using var model = OnnxModel.Of(network);
        model.WriteTo(stream);
    }
}
