using ResNetMLNet.Modeling.Folding;

namespace ResNetMLNet.Modeling;

/// <summary>The size of an image or map in pixels.</summary>
internal readonly record struct MapSize(long Height, long Width)
{
    /// <summary>The size behind a convolution.</summary>
    public MapSize After(FoldedConvolution convolution) =>
        After(convolution.Weight.shape[2], convolution.Stride, convolution.Padding);

    /// <summary>The size behind a pooling.</summary>
    public MapSize After(FoldedPooling pool) => After(pool.Size, pool.Stride, pool.Padding);

    /// <summary>The size behind a convolution or pooling.</summary>
    public MapSize After(long kernelSize, long stride, long padding) =>
        new(((Height + (2 * padding) - kernelSize) / stride) + 1, ((Width + (2 * padding) - kernelSize) / stride) + 1);

    /// <summary>A convolution of a map of this size as a matrix product, which may or may not apply.</summary>
    public MatrixConvolution Matrix(FoldedConvolution convolution) =>
        new(Height, Width, convolution.Weight.shape[2], convolution.Stride, convolution.Padding);
}
