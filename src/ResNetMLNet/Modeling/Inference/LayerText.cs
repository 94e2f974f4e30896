using ResNetMLNet.Modeling.Checks;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling.Inference;

/// <summary>The text of a convolution in each <see cref="LayerForm"/>, with its weights as they compute in it.</summary>
internal static class LayerText
{
    /// <summary>Convolution, addition and ReLU in one.</summary>
    public static string Fused(FusedScript script, ScriptLayer layer, string input, string shortcut)
    {
        if (layer.IsMatrix)
            return FusedProduct(script, layer, input, shortcut);
        var activation = layer.Activates ? "relu" : "none";
        var arguments = $"{PackedKernel(script, layer)}, {Geometry(layer)}";
        return script.Value(layer.Adds
            ? $"ops.mkldnn._convolution_pointwise_({shortcut}, {input}, {arguments}, \"add\", 1., \"{activation}\", none, \"\")"
            : $"ops.mkldnn._convolution_pointwise({input}, {arguments}, \"{activation}\", none, \"\")");
    }

    /// <summary>A convolution alone, by public operators.</summary>
    public static string Public(FusedScript script, ScriptLayer layer, string input)
    {
        using var scope = NewDisposeScope();
        var (kernel, bias) = (layer.Convolution.Weight, layer.Convolution.Bias);
        if (!layer.IsMatrix)
        {
            var weights = Kept(script, ChannelsLast.Of(kernel), bias, layer.Type);
            return script.Value($"torch.conv2d({input}, {weights}, {Geometry(layer, strideFirst: true)})");
        }
        var matrix = Kept(script, layer.Shape.Matrix(kernel), layer.Shape.Bias(bias), layer.Type);
        return Maps(script, layer, script.Value($"torch.linear({Rows(script, layer, input)}, {matrix})"));
    }

    /// <summary>A convolution alone, as <see cref="ExactConvolution"/> does it.</summary>
    public static string Exact(FusedScript script, ScriptLayer layer, string input)
    {
        using var scope = NewDisposeScope();
        var (convolution, shape) = (layer.Convolution, layer.Shape);
        var weights = Kept(script, convolution.Weight.flatten(1), convolution.Bias.view(-1, 1), ScalarType.Float64).Split(", ");
        var maps = script.Value($"torch.to({input}, {(int)ScalarType.Float64}, False, False, None)");
        var (kernel, padding, stride) =
            (FusedScript.Pair(shape.KernelSize), FusedScript.Pair(shape.Padding), FusedScript.Pair(shape.Stride));
        var windows = script.Value($"torch.im2col({maps}, {kernel}, [1, 1], {padding}, {stride})");
        var columns = script.Value($"torch.flatten(torch.transpose({windows}, 0, 1), 1)");
        var product = script.Value($"torch.add(torch.matmul({weights[0]}, {columns}), {weights[1]})");
        var output = script.Value(
            $"torch.transpose(torch.view({product}, [{layer.Outputs}, -1, {shape.OutHeight}, {shape.OutWidth}]), 0, 1)");
        return script.Value($"torch.contiguous(torch.to({output}, {(int)layer.Type}, False, False, None), memory_format=2)");
    }

    /// <summary>Addition and ReLU behind a convolution that does neither.</summary>
    public static string Activated(FusedScript script, ScriptLayer layer, string output, string shortcut)
    {
        var sum = layer.Adds ? script.Add(output, shortcut) : output;
        return layer.Activates ? script.Value($"torch.relu_({sum})") : sum;
    }

    /// <summary>The output, wrong where a test wants the kernel to be wrong.</summary>
    public static string Faulty(FusedScript script, ScriptLayer layer, LayerForm form, string output) =>
        form != LayerForm.Exact && KernelFault.Concerns(layer.KernelFor(form))
            ? script.Value(FormattableString.Invariant($"torch.mul({output}, {KernelFault.Factor})"))
            : output;

    private static string FusedProduct(FusedScript script, ScriptLayer layer, string input, string shortcut)
    {
        var rows = Rows(script, layer, input);
        var matrix = PackedMatrix(script, layer);
        if (!layer.Adds)
        {
            var activation = layer.Activates ? "relu" : "none";
            return Maps(script, layer, script.Value($"ops.mkldnn._linear_pointwise({rows}, {matrix}, \"{activation}\", none, \"\")"));
        }
        var added = Flat(script, shortcut, layer.Shape.ProductLength(layer.Outputs));
        var sum = script.Value($"ops.mkldnn._linear_pointwise({rows}, {added}, {matrix}, \"add\")");
        return Maps(script, layer, layer.Activates ? script.Value($"torch.relu_({sum})") : sum);
    }

    private static string Rows(FusedScript script, ScriptLayer layer, string input)
    {
        var shape = layer.Shape;
        var seen = shape is { IsPointwise: true, Stride: > 1 }
            ? $"torch.slice(torch.slice({input}, 2, 0, {shape.Height}, {shape.Stride}), 3, 0, {shape.Width}, {shape.Stride})"
            : input;
        return Flat(script, seen, shape.RowLength(layer.Convolution.Weight.shape[1]));
    }

    private static string Flat(FusedScript script, string maps, long columns) =>
        script.Value($"torch.reshape(torch.permute({maps}, [0, 2, 3, 1]), [-1, {columns}])");

    private static string Maps(FusedScript script, ScriptLayer layer, string product) => script.Value(
        $"torch.permute(torch.view({product}, [-1, {layer.Shape.OutHeight}, {layer.Shape.OutWidth}, {layer.Outputs}]), [0, 3, 1, 2])");

    private static string PackedMatrix(FusedScript script, ScriptLayer layer)
    {
        using var scope = NewDisposeScope();
        var matrix = layer.Shape.Matrix(layer.Convolution.Weight).to(layer.Type);
        var bias = layer.Shape.Bias(layer.Convolution.Bias).to(layer.Type, copy: true);
        return script.Keep(FusedOperators.PackLinear(matrix, layer.Batch * layer.Shape.RowsPerMap), bias);
    }

    private static string PackedKernel(FusedScript script, ScriptLayer layer)
    {
        using var scope = NewDisposeScope();
        var (convolution, bias) = (layer.Convolution, layer.Convolution.Bias.to(layer.Type, copy: true));
        var kernel = convolution.Weight.to(layer.Type);
        return script.Keep(
            FusedOperators.PackConvolution(kernel, convolution.Stride, convolution.Padding, layer.Batch, layer.Map), bias);
    }

    private static string Kept(FusedScript script, Tensor weight, Tensor bias, ScalarType type) =>
        script.Keep(weight.to(type, copy: true), bias.to(type, copy: true));

    private static string Geometry(ScriptLayer layer, bool strideFirst = false)
    {
        var (stride, padding) = (FusedScript.Pair(layer.Shape.Stride), FusedScript.Pair(layer.Shape.Padding));
        return strideFirst ? $"{stride}, {padding}, [1, 1], 1" : $"{padding}, {stride}, [1, 1], 1";
    }
}
