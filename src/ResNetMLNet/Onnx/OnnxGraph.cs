using ResNetMLNet.Modeling.Folding;
using static TorchSharp.torch;

namespace ResNetMLNet.Onnx;

/// <summary>Operators and weights of an ONNX graph in the making.</summary>
/// <remarks>What adds an operator gives the name of its output.</remarks>
internal sealed class OnnxGraph
{
    private readonly List<ProtobufMessage> _nodes = [];
    private readonly List<ProtobufMessage> _weights = [];

    /// <summary>Adds an operator.</summary>
    /// <param name="operation">Its kind, as ONNX calls it.</param>
    /// <param name="name">Its own name and that of its output.</param>
    /// <param name="inputs">The names of what it takes.</param>
    /// <param name="attributes">Its settings.</param>
    public string Apply(string operation, string name, IEnumerable<string> inputs, params IEnumerable<ProtobufMessage> attributes)
    {
        _nodes.Add(OnnxMessages.Node(operation, name, inputs, attributes));
        return name;
    }

    /// <summary>Adds max(0, input).</summary>
    public string Relu(string name, string input) => Apply("Relu", name, [input]);

    /// <summary>Adds a convolution and its weights.</summary>
    public string Convolve(string name, FoldedConvolution convolution, string input) => Apply(
        "Conv", name, [input, .. Weights(name, convolution.Weight, convolution.Bias)],
        Window(convolution.Weight.shape[2], convolution.Stride, convolution.Padding));

    /// <summary>Adds a factor and an offset for each channel.</summary>
    public string Scale(string name, FoldedScale scale, string input)
    {
        var weights = Weights(name, scale.Factor.view(-1, 1, 1), scale.Offset.view(-1, 1, 1));
        return Apply("Add", name, [Apply("Mul", $"{name}.mul", [input, weights[0]]), weights[1]]);
    }

    /// <summary>Adds a max pooling.</summary>
    public string MaxPool(string name, FoldedPooling pool, string input) =>
        Apply("MaxPool", name, [input], Window(pool.Size, pool.Stride, pool.Padding));

    /// <summary>Adds a fully connected layer and its weights.</summary>
    public string Dense(string name, FoldedDense dense, string input) => Apply(
        "Gemm", name, [input, .. Weights(name, dense.Weight, dense.Bias)], OnnxMessages.Attribute("transB", 1));

    /// <summary>The graph as a message; the weights must live until it is written.</summary>
    public ProtobufMessage ToMessage(string name, ProtobufMessage input, ProtobufMessage output) =>
        OnnxMessages.Graph(name, _nodes, _weights, input, output);

    private string[] Weights(string name, Tensor weight, Tensor bias)
    {
        var (weightName, biasName) = ($"{name}.weight", $"{name}.bias");
        _weights.Add(OnnxMessages.Weights(weightName, weight));
        _weights.Add(OnnxMessages.Weights(biasName, bias));
        return [weightName, biasName];
    }

    private static ProtobufMessage[] Window(long size, long stride, long padding) =>
    [
        OnnxMessages.Attribute("kernel_shape", [size, size]),
        OnnxMessages.Attribute("strides", [stride, stride]),
        OnnxMessages.Attribute("pads", [padding, padding, padding, padding]),
    ];
}
