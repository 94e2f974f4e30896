using ResNetMLNet.Interop;
using ResNetMLNet.Modeling.Checks;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling;

/// <summary>
/// A convolution by one matrix product over the windows of all maps, and the gradients of its maps by another, where the stride is 1. In
/// bfloat16 oneDNN's convolutions take about twice as long with AMX, for outputs of up to 3x3 pixels, and less without it (seen with
/// libtorch 2.10).
/// </summary>
internal sealed class WindowProduct : autograd.SingleTensorFunction<WindowProduct>
{
    /// <summary>What computes it, in words.</summary>
    public const string Operator = "a matrix product over windows";

    /// <summary>The height and width of outputs up to which the product was the faster one.</summary>
    private const int LargestOutput = 3;

    private const string ShapeKey = "shape";

    /// <inheritdoc/>
    public override string Name => nameof(WindowProduct);

    /// <summary>Whether it is faster on a CPU than what libtorch does by itself.</summary>
    public static bool Pays(LayerKernel kernel) => CpuFeatures.HasAmxBFloat16
        && kernel.Type == ScalarType.BFloat16
        && !kernel.Shape.AppliesOn(DeviceType.CPU)
        && kernel.Shape.OutHeight <= LargestOutput
        && kernel.Shape.OutWidth <= LargestOutput;

    /// <summary>Convolves.</summary>
    /// <param name="maps">Shape (batch, inputs, height, width), the channels of a pixel side by side in memory.</param>
    /// <param name="weights">Shape (outputs, inputs, size, size); they get no gradient: see <see cref="KernelGradient"/>.</param>
    /// <param name="bias">Shape (outputs), without a gradient too; null for none.</param>
    /// <param name="shape">The sizes.</param>
    /// <returns>Shape (batch, outputs, height, width), the channels side by side.</returns>
    public static Tensor Apply(Tensor maps, Tensor weights, Tensor? bias, MatrixConvolution shape) =>
        apply(maps, weights, bias!, shape);

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (maps, weights, bias, shape) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor?)vars[2], (MatrixConvolution)vars[3]);
        ctx.save_for_backward([weights]);
        ctx.save_data(ShapeKey, shape);
        return Convolve(maps, weights, bias, shape);
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var scope = NewDisposeScope();
        var shape = (MatrixConvolution)ctx.get_data(ShapeKey);
        var weights = ctx.get_saved_variables()[0];
        var gradient = shape.Stride == 1
            ? Convolve(grad_output, weights.flip(2, 3).transpose(0, 1), null, shape.Transpose())
            : Transposed(grad_output, weights, shape);

        // One for each argument: weights, bias and shape have none.
        return [gradient.MoveToOuterDisposeScope(), null!, null!, null!];
    }

    private static Tensor Convolve(Tensor maps, Tensor weights, Tensor? bias, MatrixConvolution shape)
    {
        using var scope = NewDisposeScope();
        var matrix = weights.permute(0, 2, 3, 1).flatten(1);
        var product = nn.functional.linear(MapWindows.Rows(maps, shape), matrix, bias);
        return shape.Maps(product, weights.shape[0]).MoveToOuterDisposeScope();
    }

    private static Tensor Transposed(Tensor gradient, Tensor weights, MatrixConvolution shape) => nn.functional.conv_transpose2d(
        gradient,
        weights,
        null,
        [shape.Stride, shape.Stride],
        [shape.Padding, shape.Padding],
        [shape.PassedOver(shape.Height), shape.PassedOver(shape.Width)]);
}
