namespace ResNetMLNet.Modeling.Folding;

/// <summary>
/// The weights of a <see cref="ResNet"/> with every batch normalization folded into the convolution in front of it. The
/// logits are those of the network in eval mode, up to rounding.
/// </summary>
/// <remarks>
/// The order of computation: stem, ReLU unless the blocks activate first, max pooling if there is one, blocks, last activation
/// if there is one, mean of each map, dense. The tensors are copies on the device of the network: later changes of the network
/// do not reach them.
/// </remarks>
/// <param name="stem">The convolution of the image.</param>
/// <param name="pool">The max pooling behind the stem; null if there is none.</param>
/// <param name="blocks">The residual blocks in order.</param>
/// <param name="lastActivation">What scales the last maps in front of a last ReLU; null unless the blocks activate first.</param>
/// <param name="dense">The last layer.</param>
internal sealed class FoldedResNet(
    FoldedConvolution stem, FoldedPooling? pool, IReadOnlyList<FoldedBlock> blocks, FoldedScale? lastActivation, FoldedDense dense)
    : IDisposable
{
    /// <summary>The convolution of the image.</summary>
    public FoldedConvolution Stem => stem;

    /// <summary>The max pooling behind the stem; null if there is none.</summary>
    public FoldedPooling? Pool => pool;

    /// <summary>The residual blocks in order.</summary>
    public IReadOnlyList<FoldedBlock> Blocks => blocks;

    /// <summary>What scales the last maps in front of a last ReLU; null unless the blocks activate first.</summary>
    public FoldedScale? LastActivation => lastActivation;

    /// <summary>Whether ReLU follows the stem.</summary>
    public bool ActivatesStem => lastActivation is null;

    /// <summary>The last layer, from mean maps to logits.</summary>
    public FoldedDense Dense => dense;

    /// <summary>The size of the maps that the first block gets.</summary>
    /// <param name="image">The size of the images.</param>
    public MapSize FirstMap(MapSize image) => pool is null ? image.After(stem) : image.After(stem).After(pool);

    /// <summary>Frees all tensors.</summary>
    public void Dispose()
    {
        stem.Dispose();
        foreach (var block in blocks)
            block.Dispose();
        lastActivation?.Dispose();
        dense.Dispose();
    }
}
