using ResNetMLNet.Modeling.Folding;

namespace ResNetMLNet.Onnx;

/// <summary>Writes networks as ONNX files, with standard operators only.</summary>
internal static class OnnxExporter
{
    /// <summary>The name of the graph's input: images (N, channels, height, width).</summary>
    public const string InputName = "Features";

    /// <summary>The name of the graph's output: probabilities (N, classes).</summary>
    public const string OutputName = "Score";

    private const string Producer = nameof(ResNetMLNet);

    /// <summary>Writes a network that takes any number of images of one size and gives class probabilities.</summary>
    /// <param name="stream">Receives the file and stays open.</param>
    /// <param name="network">The network, on any device.</param>
    /// <param name="height">The height of the images in pixels.</param>
    /// <param name="width">The width of the images in pixels.</param>
    public static void Write(Stream stream, FoldedResNet network, int height, int width)
    {
        var graph = new OnnxGraph();
        Build(graph, network);
        var input = OnnxMessages.Batch(InputName, [network.Stem.Weight.shape[1], height, width]);
        var output = OnnxMessages.Batch(OutputName, [network.Dense.Weight.shape[0]]);
        OnnxMessages.Model(graph.ToMessage("ResNet", input, output), Producer, ProducerVersion).WriteTo(stream);
    }

    private static string ProducerVersion => typeof(OnnxExporter).Assembly.GetName().Version!.ToString(3);

    private static void Build(OnnxGraph graph, FoldedResNet network)
    {
        var maps = graph.Convolve("stem.conv", network.Stem, InputName);
        if (network.ActivatesStem)
            maps = graph.Relu("stem.relu", maps);
        if (network.Pool is { } pool)
            maps = graph.MaxPool("stem.maxpool", pool, maps);
        foreach (var (index, block) in network.Blocks.Index())
            maps = Block(graph, $"block{index + 1}", block, maps);
        if (network.LastActivation is { } activation)
            maps = graph.Relu("last.relu", graph.Scale("last.scale", activation, maps));
        maps = graph.Apply("Flatten", "flatten", [graph.Apply("GlobalAveragePool", "avgpool", [maps])]);
        graph.Apply("Softmax", OutputName, [graph.Dense("fc", network.Dense, maps)]);
    }

    private static string Block(OnnxGraph graph, string name, FoldedBlock block, string input)
    {
        var activated = block.PreActivation is { } scale
            ? graph.Relu($"{name}.relu0", graph.Scale($"{name}.scale", scale, input))
            : input;
        var shortcut = block.Shortcut is null ? input : graph.Convolve($"{name}.shortcut", block.Shortcut, activated);
        var branch = activated;
        foreach (var (index, convolution) in block.Convolutions.Index())
        {
            branch = graph.Convolve($"{name}.conv{index + 1}", convolution, branch);
            if (index < block.Convolutions.Count - 1)
                branch = graph.Relu($"{name}.relu{index + 1}", branch);
        }
        var sum = graph.Apply("Add", $"{name}.add", [branch, shortcut]);
        return block.PreActivation is null ? graph.Relu($"{name}.relu", sum) : sum;
    }
}
