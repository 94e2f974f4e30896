using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Folding;
using ResNetMLNet.Modeling.Inference;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Onnx;

namespace ResNetMLNet.Onnx;

/// <summary>A <see cref="ResNet"/> on its way into an ONNX graph: a folded copy.</summary>
internal sealed class ResNetOnnxNetwork : IOnnxNetwork
{
    private readonly ResNetDescription _description;
    private readonly FoldedResNet _network;
    private readonly NetworkOutput _output;

    /// <param name="network">The network, on any device; it is copied.</param>
    /// <param name="image">The shape of the images.</param>
    /// <param name="output">What is taken from the network.</param>
    public ResNetOnnxNetwork(ResNet network, ImageShape image, NetworkOutput output)
    {
        _description = network.Description;
        _network = network.Fold();
        _output = output;
        Image = image;
        OutputLength = output == NetworkOutput.Probabilities ? network.ClassCount : network.Description.FeatureCount;
    }

    /// <inheritdoc/>
    public ImageShape Image { get; }

    /// <inheritdoc/>
    public int OutputLength { get; }

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, string>> Metadata =>
    [
        new(OnnxMetadata.Architecture, $"{_description.Architecture}"),
        .. Counts(OnnxMetadata.Blocks, _description.Blocks),
        .. Counts(OnnxMetadata.Widths, _description.Widths),
        new(OnnxMetadata.Layout, $"{_description.Layout}"),
        new(OnnxMetadata.Stem, $"{_description.Stem}"),
        new(OnnxMetadata.PreActivation, OnnxMetadata.Json(_description.PreActivation)),
    ];

    /// <inheritdoc/>
    public void AddTo(OnnxGraph graph, string features, string output)
    {
        var image = new MapSize(Image.Height, Image.Width);
        var maps = graph.Convolve("stem.conv", _network.Stem, image, features);
        if (_network.ActivatesStem)
            maps = graph.Relu("stem.relu", maps);
        if (_network.Pool is { } pool)
            maps = graph.MaxPool("stem.maxpool", pool, maps);
        var map = _network.FirstMap(image);
        foreach (var (index, block) in _network.Blocks.Index())
            (maps, map) = (Block(graph, $"block{index + 1}", block, block.Maps(map), maps), block.Maps(map)[^1]);
        if (_network.LastActivation is { } activation)
            maps = graph.Relu("last.relu", graph.Scale("last.scale", activation, maps));
        AddHead(graph, graph.Apply("GlobalAveragePool", "avgpool", [maps]), output);
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    private static IEnumerable<KeyValuePair<string, string>> Counts(string name, IReadOnlyList<int>? counts) =>
        counts is null ? [] : [new(name, OnnxMetadata.Json(counts))];

    private void AddHead(OnnxGraph graph, string means, string output)
    {
        if (_output == NetworkOutput.Features)
            graph.Apply("Flatten", output, [means]);
        else
            graph.Apply("Softmax", output, [graph.Dense("fc", _network.Dense, graph.Apply("Flatten", "flatten", [means]))]);
    }

    /// <param name="graph">The graph.</param>
    /// <param name="name">The name of the block.</param>
    /// <param name="block">The block.</param>
    /// <param name="sizes">The size of the maps in front of each convolution.</param>
    /// <param name="input">The name of what it takes.</param>
    private static string Block(OnnxGraph graph, string name, FoldedBlock block, IReadOnlyList<MapSize> sizes, string input)
    {
        var activated = block.PreActivation is { } scale
            ? graph.Relu($"{name}.relu0", graph.Scale($"{name}.scale", scale, input))
            : input;
        var shortcut = block.Shortcut is null ? input : graph.Convolve($"{name}.shortcut", block.Shortcut, sizes[0], activated);
        var branch = activated;
        foreach (var (index, convolution) in block.Convolutions.Index())
        {
            branch = graph.Convolve($"{name}.conv{index + 1}", convolution, sizes[index], branch);
            if (index < block.Convolutions.Count - 1)
                branch = graph.Relu($"{name}.relu{index + 1}", branch);
        }
        var sum = graph.Apply("Add", $"{name}.add", [branch, shortcut]);
        return block.PreActivation is null ? graph.Relu($"{name}.relu", sum) : sum;
    }
}
