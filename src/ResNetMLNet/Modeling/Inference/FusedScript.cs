using System.Text;
using ResNetMLNet.Modeling.Folding;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling.Inference;

/// <summary>
/// The body of a TorchScript function in the making, with the weights that it refers to. Its operators are those that
/// PyTorch's own compiler uses on CPUs (torch/_inductor, mkldnn fusion): convolution, bias, addition and ReLU in one, on
/// weights packed beforehand.
/// </summary>
internal sealed class FusedScript : IDisposable
{
    /// <summary>The name of the input.</summary>
    public const string Input = "images";

    /// <summary>The name of a further input that is added to an output.</summary>
    public const string Shortcut = "shortcut";

    private readonly StringBuilder _body = new();
    private readonly List<Tensor> _weights = [];
    private int _values;

    /// <summary>The packed weights, the function's second argument; they belong to no dispose scope.</summary>
    public Tensor[] Weights => [.. _weights];

    /// <summary>The function, which gives a value.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The name of the value.</param>
    /// <param name="further">The names of further tensors that it takes, behind the weights.</param>
    public string Method(string name, string value, params ReadOnlySpan<string> further)
    {
        var parameters = string.Concat(further.ToArray().Select(parameter => $", {parameter}: Tensor"));
        return $"  def {name}(self: {ScriptArchive.ClassName}, {Input}: Tensor, w: List[Tensor]{parameters}) -> Tensor:\n"
            + $"    none = annotate(List[Optional[number]], [])\n{_body}    return {value}\n";
    }

    /// <summary>Adds a convolution in the fastest form that is right here, and gives the name of its output.</summary>
    /// <param name="layer">The convolution.</param>
    /// <param name="input">The maps.</param>
    /// <param name="shortcut">What it adds, where it adds something; it may be overwritten.</param>
    public string Convolve(ScriptLayer layer, string input, string shortcut = "") => Convolve(layer, layer.BestForm(), input, shortcut);

    /// <summary>Adds a convolution in a form, and gives the name of its output.</summary>
    public string Convolve(ScriptLayer layer, LayerForm form, string input, string shortcut)
    {
        var output = form switch
        {
            LayerForm.Fused => LayerText.Fused(this, layer, input, shortcut),
            LayerForm.Public => LayerText.Activated(this, layer, LayerText.Public(this, layer, input), shortcut),
            _ => LayerText.Activated(this, layer, LayerText.Exact(this, layer, input), shortcut),
        };
        return LayerText.Faulty(this, layer, form, output);
    }

    /// <summary>Adds a max pooling.</summary>
    public string MaxPool(FoldedPooling pool, string input) =>
        Value($"torch.max_pool2d({input}, {Pair(pool.Size)}, {Pair(pool.Stride)}, {Pair(pool.Padding)}, [1, 1], False)");

    /// <summary>Adds a factor and an offset for each channel, and ReLU.</summary>
    public string ScaleAndActivate(FoldedScale scale, ScalarType type, string input)
    {
        var weights = Keep(EagerScale.OverMaps(scale.Factor, type), EagerScale.OverMaps(scale.Offset, type)).Split(", ");
        return Value($"torch.relu_(torch.add_(torch.mul({input}, {weights[0]}), {weights[1]}))");
    }

    /// <summary>Adds an addition, whose first summand is overwritten.</summary>
    public string Add(string input, string shortcut) => Value($"torch.add_({input}, {shortcut})");

    /// <summary>Adds global average pooling in single precision, to maps of one pixel.</summary>
    public string Pool(string input) => Value($"torch.mean({input}, [2, 3], True, dtype={(int)ScalarType.Float32})");

    /// <summary>Adds the removal of height and width from maps of one pixel.</summary>
    public string Flatten(string input) => Value($"torch.flatten({input}, 1)");

    /// <summary>Adds softmax over the channels.</summary>
    public string Softmax(string input) => Value($"torch.softmax({input}, 1)");

    public void Dispose() => _weights.ForEach(weight => weight.Dispose());

    /// <summary>Keeps a weight and a bias, and gives the names of both.</summary>
    internal string Keep(Tensor weight, Tensor bias)
    {
        _weights.Add(weight.DetachFromDisposeScope());
        _weights.Add(bias.DetachFromDisposeScope());
        return $"w[{_weights.Count - 2}], w[{_weights.Count - 1}]";
    }

    /// <summary>Adds a value and gives its name.</summary>
    internal string Value(string expression)
    {
        var name = $"v{_values++}";
        _body.Append("    ").Append(name).Append(" = ").Append(expression).Append('\n');
        return name;
    }

    /// <summary>A number for height and width.</summary>
    internal static string Pair(long number) => $"[{number}, {number}]";
}
