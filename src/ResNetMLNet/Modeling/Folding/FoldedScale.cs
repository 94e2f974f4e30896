using ResNetMLNet.Interop;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling.Folding;

/// <summary>A batch normalization in eval mode that has no convolution in front of it to be folded into: for scoring only.</summary>
/// <param name="Factor">One factor a channel, single precision, without gradient.</param>
/// <param name="Offset">What is added after that, one number a channel, single precision, without gradient.</param>
internal sealed record FoldedScale(Tensor Factor, Tensor Offset) : IDisposable
{
    /// <summary>Copies a normalization.</summary>
    /// <param name="normalization">The normalization; it is left as it was.</param>
    /// <returns>Tensors on the device of the normalization that belong to no dispose scope.</returns>
    public static FoldedScale Of(BatchNormalization normalization)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var factor = FactorOf(normalization);
        var offset = normalization.Bias - (normalization.RunningMean * factor);
        return new FoldedScale(Kept(factor), Kept(offset));
    }

    /// <summary>
    /// What a normalization multiplies each channel by, in double precision: then the only rounding is the one at the end.
    /// </summary>
    public static Tensor FactorOf(BatchNormalization normalization)
    {
        using var epsilon = BatchNormalization.Epsilon.ToScalar();
        return normalization.Weight / normalization.RunningVariance.to(ScalarType.Float64).add(epsilon, Scalars.One).sqrt();
    }

    /// <summary>Frees both tensors.</summary>
    public void Dispose()
    {
        Factor.Dispose();
        Offset.Dispose();
    }

    private static Tensor Kept(Tensor values) => values.to(ScalarType.Float32).DetachFromDisposeScope();
}
