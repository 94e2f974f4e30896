using ResNetMLNet.Interop;
using ResNetMLNet.Modeling.Folding;
using static TorchSharp.torch;

namespace ResNetMLNet.Onnx;

/// <summary>The layers of a network as operators of an ONNX graph. Each method gives the name of the layer's output.</summary>
internal static class OnnxLayers
{
    /// <summary>Adds max(0, input).</summary>
    public static string Relu(this OnnxGraph graph, string name, string input) => graph.Apply("Relu", name, [input]);

    /// <summary>Adds a convolution and its weights.</summary>
    public static string Convolve(this OnnxGraph graph, string name, FoldedConvolution convolution, string input) => graph.Apply(
        "Conv", name, [input, .. graph.AddWeights(name, convolution.Weight, convolution.Bias)],
        Window(convolution.Weight.shape[2], convolution.Stride, convolution.Padding));

    /// <summary>Adds a factor and an offset for each channel.</summary>
    public static string Scale(this OnnxGraph graph, string name, FoldedScale scale, string input)
    {
        var factor = graph.AddWeights($"{name}.factor", [scale.Factor.numel(), 1, 1], Writer(scale.Factor));
        var offset = graph.AddWeights($"{name}.offset", [scale.Offset.numel(), 1, 1], Writer(scale.Offset));
        return graph.Apply("Add", name, [graph.Apply("Mul", $"{name}.mul", [input, factor]), offset]);
    }

    /// <summary>Adds a max pooling.</summary>
    public static string MaxPool(this OnnxGraph graph, string name, FoldedPooling pool, string input) =>
        graph.Apply("MaxPool", name, [input], Window(pool.Size, pool.Stride, pool.Padding));

    /// <summary>Adds a fully connected layer and its weights.</summary>
    public static string Dense(this OnnxGraph graph, string name, FoldedDense dense, string input) => graph.Apply(
        "Gemm", name, [input, .. graph.AddWeights(name, dense.Weight, dense.Bias)], OnnxMessages.Attribute("transB", 1));

    private static string[] AddWeights(this OnnxGraph graph, string name, Tensor weight, Tensor bias) =>
        [graph.AddWeights($"{name}.weight", weight.shape, Writer(weight)), graph.AddWeights($"{name}.bias", bias.shape, Writer(bias))];

    private static Action<Stream> Writer(Tensor values) => stream =>
    {
        using var scope = NewDisposeScope();
        stream.Write(values.cpu().contiguous().Values<byte>());
    };

    private static ProtobufMessage[] Window(long size, long stride, long padding) =>
    [
        OnnxMessages.Attribute("kernel_shape", [size, size]),
        OnnxMessages.Attribute("strides", [stride, stride]),
        OnnxMessages.Attribute("pads", [padding, padding, padding, padding]),
    ];
}
