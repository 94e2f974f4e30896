using static TorchSharp.torch;

namespace ResNetMLNet.Modeling.Folding;

/// <summary>A copy of the last layer: for scoring only.</summary>
/// <param name="Weight">The matrix: (classes, features), single precision, without gradient.</param>
/// <param name="Bias">One number a class, single precision, without gradient.</param>
internal sealed record FoldedDense(Tensor Weight, Tensor Bias) : IDisposable
{
    /// <summary>Copies a layer.</summary>
    /// <param name="dense">The layer; it is left as it was.</param>
    /// <returns>Tensors on the device of the layer that belong to no dispose scope.</returns>
    public static FoldedDense Of(Dense dense) => new(Copy(dense.Weight), Copy(dense.Bias));

    /// <summary>The same as a convolution of maps of one pixel, which shares the tensors and is not to be disposed of.</summary>
    public FoldedConvolution AsConvolution() => new(Weight.view(Weight.shape[0], -1, 1, 1), Bias, Stride: 1, Padding: 0);

    /// <summary>Frees both tensors.</summary>
    public void Dispose()
    {
        Weight.Dispose();
        Bias.Dispose();
    }

    private static Tensor Copy(Tensor values)
    {
        using var scope = NewDisposeScope();
        return values.detach().clone().DetachFromDisposeScope();
    }
}
