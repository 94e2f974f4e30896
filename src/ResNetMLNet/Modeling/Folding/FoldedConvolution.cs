using ResNetMLNet.Interop;
using ResNetMLNet.Modeling.Checks;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling.Folding;

/// <summary>A convolution with the batch normalization behind it folded in: for scoring only.</summary>
/// <param name="Weight">The kernels: (outputs, inputs, height, width), single precision, without gradient.</param>
/// <param name="Bias">One number an output channel, single precision, without gradient.</param>
/// <param name="Stride">The step in both directions.</param>
/// <param name="Padding">The zeros put around the map on all four sides.</param>
internal sealed record FoldedConvolution(Tensor Weight, Tensor Bias, int Stride, int Padding) : IDisposable
{
    /// <summary>Copies a convolution and scales and shifts its outputs as a batch normalization does in eval mode.</summary>
    /// <param name="convolution">The convolution; it is left as it was.</param>
    /// <param name="normalization">The normalization of its outputs; null if there is none.</param>
    /// <returns>Tensors on the device of the convolution that belong to no dispose scope.</returns>
    public static FoldedConvolution Of(Convolution convolution, BatchNormalization? normalization = null)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();

        // In double precision the only rounding is the one at the end.
        var weight = convolution.Weight.to(ScalarType.Float64);
        var bias = convolution.Bias?.to(ScalarType.Float64) ?? zeros(weight.shape[0], weight.dtype, weight.device);
        if (normalization is not null)
        {
            var factor = FoldedScale.FactorOf(normalization);
            weight = weight * factor.view(-1, 1, 1, 1);
            bias = ((bias - normalization.RunningMean) * factor).add(normalization.Bias, Scalars.One);
        }
        return new FoldedConvolution(Kept(weight), Kept(bias), convolution.Stride, convolution.Padding);
    }

    /// <summary>What computes it, for maps of a size.</summary>
    public LayerKernel KernelFor(string @operator, MapSize map, long batch, ScalarType type) =>
        new(@operator, Weight.shape[1], Weight.shape[0], map.Matrix(this), batch, type, HasGradients: false);

    /// <summary>Frees both tensors.</summary>
    public void Dispose()
    {
        Weight.Dispose();
        Bias.Dispose();
    }

    private static Tensor Kept(Tensor values) => values.to(ScalarType.Float32).DetachFromDisposeScope();
}
