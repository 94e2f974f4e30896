using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Transforms.Onnx;

/// <summary>A network on its way into an ONNX graph. Its weights live until it is disposed of.</summary>
internal interface IOnnxNetwork : IDisposable
{
    /// <summary>The shape of the images.</summary>
    ImageShape Image { get; }

    /// <summary>The numbers that it gives for an image.</summary>
    int OutputLength { get; }

    /// <summary>What it tells about itself, for the file's metadata.</summary>
    IEnumerable<KeyValuePair<string, string>> Metadata { get; }

    /// <summary>Adds its operators and weights.</summary>
    /// <param name="graph">The graph; it is to be written before the network is disposed of.</param>
    /// <param name="features">The name of the images: (N, channels, height, width), single precision.</param>
    /// <param name="output">The name that its numbers shall have: (N, <see cref="OutputLength"/>), single precision.</param>
    void AddTo(OnnxGraph graph, string features, string output);
}
