namespace ResNetMLNet.Modeling.Folding;

/// <summary>A residual block without batch normalization: ReLU(Conv2(ReLU(Conv1(x))) + shortcut).</summary>
/// <param name="Conv1">The first 3x3 convolution, which may halve the map.</param>
/// <param name="Conv2">The second 3x3 convolution.</param>
/// <param name="Shortcut">The 1x1 convolution of the input; null where the input itself is added.</param>
internal sealed record FoldedBlock(FoldedConvolution Conv1, FoldedConvolution Conv2, FoldedConvolution? Shortcut) : IDisposable
{
    /// <summary>Frees the tensors of all convolutions.</summary>
    public void Dispose()
    {
        Conv1.Dispose();
        Conv2.Dispose();
        Shortcut?.Dispose();
    }
}
