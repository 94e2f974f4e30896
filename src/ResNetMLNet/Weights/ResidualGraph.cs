using System.Runtime.InteropServices;
using ResNetMLNet.Transforms.Onnx;
using static TorchSharp.torch;

namespace ResNetMLNet.Weights;

/// <summary>
/// A residual network of basic blocks in an ONNX file, whose weights get torchvision's names by their place in the graph.
/// </summary>
internal sealed class ResidualGraph
{
    private readonly OnnxContent _content;
    private readonly Dictionary<string, OnnxNode> _makers;
    private readonly Dictionary<string, Tensor> _state = [];

    private ResidualGraph(OnnxContent content)
    {
        _content = content;
        _makers = content.Nodes.ToDictionary(node => node.Output);
    }

    /// <summary>The weights by torchvision's names; they belong to the present dispose scope.</summary>
    public static Dictionary<string, Tensor> State(OnnxContent content)
    {
        var graph = new ResidualGraph(content);
        graph.TakeStem();
        graph.TakeBlocks();
        return graph._state;
    }

    private void TakeStem()
    {
        var pool = _content.Nodes.Single(node => node.Operation == "MaxPool");
        Take("conv1", "bn1", Branch(_makers[pool.Inputs[0]].Inputs[0])[0]);
    }

    /// <summary>Each block ends with an addition; a shortcut with a convolution begins a group, as the first block does.</summary>
    private void TakeBlocks()
    {
        var (group, index) = (0, 0);
        foreach (var add in _content.Nodes.Where(node => node.Operation == "Add"))
        {
            var (shortcut, branch) = add.Inputs.Select(Branch).OrderBy(layers => layers.Count).ToList() is [var less, var more]
                ? (less, more)
                : throw new InvalidDataException($"'{add.Output}' does not add two.");
            (group, index) = group == 0 || shortcut.Count > 0 ? (group + 1, 0) : (group, index + 1);
            var block = $"layer{group}.{index}";
            foreach (var (place, layer) in branch.Index())
                Take($"{block}.conv{place + 1}", $"{block}.bn{place + 1}", layer);
            if (shortcut.Count > 0)
                Take($"{block}.downsample.0", $"{block}.downsample.1", shortcut[0]);
        }
    }

    /// <summary>The convolutions with their normalizations that lead from the input of a block to an output, in order.</summary>
    private List<(OnnxNode Convolution, OnnxNode Normalization)> Branch(string output)
    {
        List<(OnnxNode, OnnxNode)> layers = [];
        while (_makers[output] is { Operation: "BatchNormalization" } normalization)
        {
            var convolution = _makers[normalization.Inputs[0]];
            layers.Insert(0, (convolution, normalization));
            if (!_makers.TryGetValue(convolution.Inputs[0], out var before))
                break;
            output = before.Operation == "Relu" ? before.Inputs[0] : before.Output;
        }
        return layers;
    }

    private void Take(string convolution, string normalization, (OnnxNode Convolution, OnnxNode Normalization) layer)
    {
        _state[$"{convolution}.weight"] = Weights(layer.Convolution.Inputs[1]);
        foreach (var (name, place) in new[] { ("weight", 1), ("bias", 2), ("running_mean", 3), ("running_var", 4) })
            _state[$"{normalization}.{name}"] = Weights(layer.Normalization.Inputs[place]);
    }

    private Tensor Weights(string name)
    {
        var weights = _content.Weights[name];
        return tensor(MemoryMarshal.Cast<byte, float>(weights.Numbers.Span).ToArray(), [.. weights.Shape]);
    }
}
