using ResNetMLNet.Modeling.Checks;
using ResNetMLNet.Modeling.Folding;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling.Inference;

/// <summary>One convolution of a script, with what comes behind it.</summary>
/// <param name="Convolution">The weights.</param>
/// <param name="Map">The size of the maps.</param>
/// <param name="Batch">The maps that weights are packed for; other numbers work too.</param>
/// <param name="Type">The format.</param>
/// <param name="Adds">Whether a shortcut is added, which may be overwritten.</param>
/// <param name="Activates">Whether ReLU follows.</param>
internal sealed record ScriptLayer(
    FoldedConvolution Convolution, MapSize Map, int Batch, ScalarType Type, bool Adds, bool Activates)
{
    /// <summary>The convolution as a matrix product, which may or may not apply.</summary>
    public MatrixConvolution Shape { get; } = Map.Matrix(Convolution);

    /// <summary>Whether it is computed as that product.</summary>
    public bool IsMatrix => Shape.AppliesOn(DeviceType.CPU);

    /// <summary>The channels of the output.</summary>
    public long Outputs => Convolution.Weight.shape[0];

    /// <summary>The fastest form in which this processor computes it right.</summary>
    public LayerForm BestForm() => IsRight(LayerForm.Fused) ? LayerForm.Fused
        : IsRight(LayerForm.Public) ? LayerForm.Public
        : LayerForm.Exact;

    /// <summary>What computes the fused form, in words.</summary>
    public static string FusedName(bool adds, bool activates) =>
        $"oneDNN's fused operator{(adds ? " with addition" : "")}{(activates ? " and ReLU" : "")}";

    /// <summary>The layer in a form, as it is checked.</summary>
    public LayerKernel KernelFor(LayerForm form) => form == LayerForm.Fused
        ? Convolution.KernelFor(FusedName(Adds, Activates), Map, Batch, Type)
        : Convolution.KernelFor(PublicConvolution.Name, Map, Batch, Type).AsChecked();

    /// <summary>How far a form is off the exact one.</summary>
    public double Error(LayerForm form)
    {
        const string Check = "check";
        using var scope = NewDisposeScope();
        using var script = new FusedScript();
        var output = script.Convolve(this, form, FusedScript.Input, FusedScript.Shortcut);
        var module = LoadedScripts.Get(script.Method(Check, output, FusedScript.Shortcut));
        var weights = script.Weights;
        return KernelError.OfScoring(
            KernelFor(form), Convolution, (maps, shortcut) => (Tensor)module.invoke(Check, maps, weights, shortcut), Adds, Activates);
    }

    private bool IsRight(LayerForm form) => KernelCheck.Passes(KernelFor(form), () => Error(form));
}
