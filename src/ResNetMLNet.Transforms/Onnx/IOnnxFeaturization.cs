namespace ResNetMLNet.Transforms.Onnx;

/// <summary>A step on its way into an ONNX graph that makes a network's images of what goes in.</summary>
internal interface IOnnxFeaturization
{
    /// <summary>What it tells about itself, for the file's metadata.</summary>
    IEnumerable<KeyValuePair<string, string>> Metadata { get; }

    /// <summary>The column that goes in.</summary>
    string InputColumnName { get; }

    /// <summary>Adds its input, of the column's name, and its operators.</summary>
    /// <param name="graph">The graph.</param>
    /// <returns>The name of the images: (N, channels, height, width), single precision.</returns>
    string AddTo(OnnxGraph graph);
}
