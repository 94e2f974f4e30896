using ResNetMLNet.Interop;
using ResNetMLNet.Modeling.Checks;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling;

/// <summary>
/// The gradients of a convolution's kernel and bias by one matrix product over the windows of all maps. On small maps oneDNN takes two to
/// twelve times as long in bfloat16 (seen with libtorch 2.10 and AMX; up to twice as long with AVX-512 alone).
/// </summary>
internal sealed class KernelGradient : autograd.SingleTensorFunction<KernelGradient>
{
    /// <summary>The height and width of outputs up to which the product was the faster one.</summary>
    private const int LargestOutput = 3;

    /// <summary>The same on processors that multiply matrices by AMX.</summary>
    private const int LargestOutputOfAmx = 8;

    private const string ShapeKey = "shape";
    private const string HasBiasKey = "hasBias";

    /// <inheritdoc/>
    public override string Name => nameof(KernelGradient);

    /// <summary>Whether it is faster than what libtorch does by itself.</summary>
    public static bool Pays(LayerKernel kernel)
    {
        var largest = CpuFeatures.HasAmxBFloat16 ? LargestOutputOfAmx : LargestOutput;
        return kernel.Type == ScalarType.BFloat16 && kernel.Shape.OutHeight <= largest && kernel.Shape.OutWidth <= largest;
    }

    /// <summary>Gives back the output of a convolution, and the gradients to its kernel and bias, which have none of it otherwise.</summary>
    /// <param name="output">What the convolution gave without knowing that kernel and bias learn.</param>
    /// <param name="maps">Its input.</param>
    /// <param name="weights">Its kernel.</param>
    /// <param name="bias">Its bias; null for none.</param>
    /// <param name="shape">Its sizes.</param>
    public static Tensor Apply(Tensor output, Tensor maps, Tensor weights, Tensor? bias, MatrixConvolution shape) =>
        apply(output, weights, bias!, maps.detach(), shape);

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        // The scopes around a layer end before backward.
        ctx.save_for_backward([(Tensor)vars[3]]);
        ctx.save_data(ShapeKey, vars[4]);
        ctx.save_data(HasBiasKey, vars[2] is not null);
        return ((Tensor)vars[0]).alias();
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var shape = (MatrixConvolution)ctx.get_data(ShapeKey);
        var maps = ctx.get_saved_variables()[0];
        var (outputs, inputs) = (grad_output.shape[1], maps.shape[1]);
        var gradient = grad_output.permute(0, 2, 3, 1).reshape(-1, outputs);
        var kernel = gradient.t().mm(MapWindows.Rows(maps, shape))
            .view(outputs, shape.KernelSize, shape.KernelSize, inputs)
            .permute(0, 3, 1, 2);
        var bias = (bool)ctx.get_data(HasBiasKey) ? gradient.sum([0]).MoveToOuterDisposeScope() : null;

        // One for each argument: maps and shape have none.
        return [grad_output.alias().MoveToOuterDisposeScope(), kernel.MoveToOuterDisposeScope(), bias!, null!, null!];
    }
}
