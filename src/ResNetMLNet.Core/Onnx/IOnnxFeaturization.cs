namespace ResNetMLNet.Onnx;

/// <summary>A step on its way into an ONNX graph that makes a network's images of what goes in.</summary>
internal interface IOnnxFeaturization
{
    /// <summary>What it tells about itself, for the file's metadata.</summary>
    IEnumerable<KeyValuePair<string, string>> Metadata { get; }

    /// <summary>Adds its input and its operators.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">The name that its input shall have.</param>
    /// <returns>The name of the images: (N, channels, height, width), single precision.</returns>
    string AddTo(OnnxGraph graph, string input);
}
