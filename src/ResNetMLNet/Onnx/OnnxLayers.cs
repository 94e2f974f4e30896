using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Folding;
using ResNetMLNet.Transforms.Onnx;
using static TorchSharp.torch;

namespace ResNetMLNet.Onnx;

/// <summary>The layers of a network as operators of an ONNX graph. Each method gives the name of the layer's output.</summary>
internal static class OnnxLayers
{
    /// <summary>Adds max(0, input).</summary>
    public static string Relu(this OnnxGraph graph, string name, string input) => graph.Apply("Relu", name, [input]);

    /// <summary>Adds a convolution of maps of a size, with those of its weights that meet a pixel.</summary>
    public static string Convolve(this OnnxGraph graph, string name, FoldedConvolution convolution, MapSize map, string input)
    {
        var size = convolution.Weight.shape[2];
        var rows = LiveTaps.Of(map.Height, size, convolution.Stride, convolution.Padding);
        var columns = LiveTaps.Of(map.Width, size, convolution.Stride, convolution.Padding);
        var weight = graph.AddWeights(
            $"{name}.weight",
            [convolution.Weight.shape[0], convolution.Weight.shape[1], rows.Count, columns.Count],
            Writer(convolution.Weight, rows, columns));
        return graph.Apply(
            "Conv", name, [input, weight, graph.AddWeights($"{name}.bias", convolution.Bias)],
            Window(rows, columns, convolution.Stride));
    }

    /// <summary>Adds a factor and an offset for each channel.</summary>
    public static string Scale(this OnnxGraph graph, string name, FoldedScale scale, string input)
    {
        var factor = graph.AddWeights($"{name}.factor", [scale.Factor.numel(), 1, 1], Writer(scale.Factor));
        var offset = graph.AddWeights($"{name}.offset", [scale.Offset.numel(), 1, 1], Writer(scale.Offset));
        return graph.Apply("Add", name, [graph.Apply("Mul", $"{name}.mul", [input, factor]), offset]);
    }

    /// <summary>Adds a max pooling.</summary>
    public static string MaxPool(this OnnxGraph graph, string name, FoldedPooling pool, string input) =>
        graph.Apply("MaxPool", name, [input], Window(Whole(pool), Whole(pool), pool.Stride));

    /// <summary>Adds a fully connected layer and its weights.</summary>
    public static string Dense(this OnnxGraph graph, string name, FoldedDense dense, string input) => graph.Apply(
        "Gemm",
        name,
        [input, graph.AddWeights($"{name}.weight", dense.Weight), graph.AddWeights($"{name}.bias", dense.Bias)],
        OnnxMessages.Attribute("transB", 1));

    private static string AddWeights(this OnnxGraph graph, string name, Tensor values) =>
        graph.AddWeights(name, values.shape, Writer(values));

    private static Action<Stream> Writer(Tensor values) => stream =>
    {
        using var scope = NewDisposeScope();
        stream.Write(values.cpu().contiguous().Values<byte>());
    };

    private static Action<Stream> Writer(Tensor kernels, LiveTaps rows, LiveTaps columns) => stream =>
    {
        using var scope = NewDisposeScope();
        Writer(kernels.narrow(2, rows.First, rows.Count).narrow(3, columns.First, columns.Count))(stream);
    };

    private static LiveTaps Whole(FoldedPooling pool) => new(0, pool.Size, pool.Padding, pool.Padding);

    private static ProtobufMessage[] Window(LiveTaps rows, LiveTaps columns, long stride) =>
    [
        OnnxMessages.Attribute("kernel_shape", [rows.Count, columns.Count]),
        OnnxMessages.Attribute("strides", [stride, stride]),
        OnnxMessages.Attribute("pads", [rows.PaddingBefore, columns.PaddingBefore, rows.PaddingAfter, columns.PaddingAfter]),
    ];
}
