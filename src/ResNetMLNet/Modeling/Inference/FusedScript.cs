using System.Text;
using ResNetMLNet.Modeling.Folding;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling.Inference;

/// <summary>
/// The body of a TorchScript function in the making, with the weights that it refers to. Its operators are those that
/// PyTorch's own compiler uses on CPUs (torch/_inductor, mkldnn fusion): convolution, bias, addition and ReLU in one, on
/// weights packed beforehand.
/// </summary>
/// <param name="batch">The number of images that the weights are packed for; others work too.</param>
/// <param name="type">The format of the convolutions.</param>
internal sealed class FusedScript(int batch, ScalarType type) : IDisposable
{
    /// <summary>The name of the input.</summary>
    public const string Input = "images";

    private readonly StringBuilder _body = new();
    private readonly List<Tensor> _weights = [];
    private int _values;

    /// <summary>The packed weights, the function's second argument; they belong to no dispose scope.</summary>
    public Tensor[] Weights => [.. _weights];

    /// <summary>The function, which gives a value.</summary>
    public string Method(string name, string value) =>
        $"  def {name}(self: {ScriptArchive.ClassName}, {Input}: Tensor, w: List[Tensor]) -> Tensor:\n"
        + $"    none = annotate(List[Optional[number]], [])\n{_body}    return {value}\n";

    /// <summary>Adds a convolution of a map, with ReLU or without, and gives the name of its output.</summary>
    public string Convolve(FoldedConvolution convolution, MapSize map, string input, bool relu)
    {
        var unary = $"\"{(relu ? "relu" : "none")}\", none, \"\"";
        var small = map.Small(convolution);
        return small.Applies
            ? Maps(small, convolution, Value(
                $"ops.mkldnn._linear_pointwise({Rows(small, convolution, input)}, {Matrix(small, convolution)}, {unary})"))
            : Value($"ops.mkldnn._convolution_pointwise({input}, {Kernel(convolution, map)}, {unary})");
    }

    /// <summary>
    /// Adds a convolution of a map, to whose output a shortcut is added before ReLU. The shortcut may be overwritten.
    /// </summary>
    public string ConvolveAddAndActivate(FoldedConvolution convolution, MapSize map, string input, string shortcut)
    {
        var small = map.Small(convolution);
        if (!small.Applies)
        {
            return Value(
                $"ops.mkldnn._convolution_pointwise_({shortcut}, {input}, {Kernel(convolution, map)}, "
                + "\"add\", 1., \"relu\", none, \"\")");
        }
        var rows = Rows(small, convolution, input);
        var added = Flat(shortcut, small.ProductLength(Outputs(convolution)));
        var sum = Value($"ops.mkldnn._linear_pointwise({rows}, {added}, {Matrix(small, convolution)}, \"add\")");
        return Maps(small, convolution, Value($"torch.relu_({sum})"));
    }

    /// <summary>Adds a max pooling.</summary>
    public string MaxPool(FoldedPooling pool, string input) =>
        Value($"torch.max_pool2d({input}, {Pair(pool.Size)}, {Pair(pool.Stride)}, {Pair(pool.Padding)}, [1, 1], False)");

    /// <summary>Adds a factor and an offset for each channel, and ReLU.</summary>
    public string ScaleAndActivate(FoldedScale scale, string input)
    {
        var weights = Keep(EagerScale.OverMaps(scale.Factor, type), EagerScale.OverMaps(scale.Offset, type)).Split(", ");
        return Value($"torch.relu_(torch.add_(torch.mul({input}, {weights[0]}), {weights[1]}))");
    }

    /// <summary>Adds an addition, whose first summand is overwritten.</summary>
    public string Add(string input, string shortcut) => Value($"torch.add_({input}, {shortcut})");

    /// <summary>Adds global average pooling in single precision.</summary>
    public string Pool(string input) => Value($"torch.mean({input}, [2, 3], False, dtype={(int)ScalarType.Float32})");

    /// <summary>Adds the last layer in single precision, and softmax.</summary>
    public string Classify(FoldedDense dense, string features)
    {
        var weights = Keep(FusedOperators.PackLinear(dense.Weight, batch), dense.Bias.clone());
        return Value($"torch.softmax(ops.mkldnn._linear_pointwise({features}, {weights}, \"none\", none, \"\"), 1)");
    }

    public void Dispose() => _weights.ForEach(weight => weight.Dispose());

    private string Rows(SmallMapConvolution small, FoldedConvolution convolution, string input)
    {
        var seen = small.IsPointwise
            ? $"torch.slice(torch.slice({input}, 2, 0, {small.Height}, {small.Stride}), 3, 0, {small.Width}, {small.Stride})"
            : input;
        return Flat(seen, small.RowLength(convolution.Weight.shape[1]));
    }

    private string Flat(string maps, long columns) =>
        Value($"torch.reshape(torch.permute({maps}, [0, 2, 3, 1]), [-1, {columns}])");

    private string Maps(SmallMapConvolution small, FoldedConvolution convolution, string product) => Value(
        $"torch.permute(torch.view({product}, [-1, {small.OutHeight}, {small.OutWidth}, {Outputs(convolution)}]), [0, 3, 1, 2])");

    private string Matrix(SmallMapConvolution small, FoldedConvolution convolution)
    {
        using var scope = NewDisposeScope();
        var matrix = small.Matrix(convolution.Weight).to(type);
        return Keep(FusedOperators.PackLinear(matrix, batch), small.Bias(convolution.Bias).to(type, copy: true));
    }

    private string Kernel(FoldedConvolution convolution, MapSize map)
    {
        using var scope = NewDisposeScope();
        var kernel = convolution.Weight.to(type);
        var packed = FusedOperators.PackConvolution(kernel, convolution.Stride, convolution.Padding, batch, map);
        var weights = Keep(packed, convolution.Bias.to(type, copy: true));
        return $"{weights}, {Pair(convolution.Padding)}, {Pair(convolution.Stride)}, [1, 1], 1";
    }

    private string Keep(Tensor weight, Tensor bias)
    {
        _weights.Add(weight.DetachFromDisposeScope());
        _weights.Add(bias.DetachFromDisposeScope());
        return $"w[{_weights.Count - 2}], w[{_weights.Count - 1}]";
    }

    private string Value(string expression)
    {
        var name = $"v{_values++}";
        _body.Append("    ").Append(name).Append(" = ").Append(expression).Append('\n');
        return name;
    }

    private static long Outputs(FoldedConvolution convolution) => convolution.Weight.shape[0];

    private static string Pair(long number) => $"[{number}, {number}]";
}
