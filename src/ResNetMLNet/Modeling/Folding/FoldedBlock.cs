namespace ResNetMLNet.Modeling.Folding;

/// <summary>
/// A residual block without batch normalization behind its convolutions: ReLU(ConvN(... ReLU(Conv1(x)))) + shortcut), or, where
/// it activates first, ConvN(... ReLU(Conv1(h))) + shortcut with h = ReLU(scaled x).
/// </summary>
/// <param name="PreActivation">What scales the input in front of the first ReLU; null where ReLU comes after the addition.</param>
/// <param name="Convolutions">Two 3x3 convolutions, or 1x1, 3x3 and 1x1, with ReLU between them.</param>
/// <param name="Shortcut">The 1x1 convolution of x, or of h where there is one; null where x itself is added.</param>
internal sealed record FoldedBlock(
    FoldedScale? PreActivation, IReadOnlyList<FoldedConvolution> Convolutions, FoldedConvolution? Shortcut) : IDisposable
{
    /// <summary>The size of the maps in front of each convolution, and behind the last one.</summary>
    public IReadOnlyList<MapSize> Maps(MapSize map)
    {
        var maps = new List<MapSize> { map };
        foreach (var convolution in Convolutions)
            maps.Add(maps[^1].After(convolution));
        return maps;
    }

    /// <summary>Frees all tensors.</summary>
    public void Dispose()
    {
        PreActivation?.Dispose();
        foreach (var convolution in Convolutions)
            convolution.Dispose();
        Shortcut?.Dispose();
    }
}
