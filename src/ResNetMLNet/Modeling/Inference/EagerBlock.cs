using ResNetMLNet.Interop;
using ResNetMLNet.Modeling.Folding;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling.Inference;

/// <summary>A residual block by torch's public operators.</summary>
internal sealed class EagerBlock : IDisposable
{
    private readonly EagerScale? _preActivation;
    private readonly IReadOnlyList<EagerConvolution> _convolutions;
    private readonly EagerConvolution? _shortcut;

    public EagerBlock(FoldedBlock block, MapSize map, int batch, ScalarType type)
    {
        _preActivation = block.PreActivation is { } scale ? new EagerScale(scale, type) : null;
        _convolutions =
        [
            .. block.Convolutions.Zip(block.Maps(map), (convolution, size) => new EagerConvolution(convolution, size, batch, type)),
        ];
        _shortcut = block.Shortcut is { } shortcut ? new EagerConvolution(shortcut, map, batch, type) : null;
    }

    /// <summary>Applies the block to maps: (batch, channels, height, width).</summary>
    public Tensor Apply(Tensor maps)
    {
        using var scope = NewDisposeScope();
        var input = _preActivation?.Apply(maps) ?? maps;
        var branch = _convolutions[0].Apply(input);
        foreach (var convolution in _convolutions.Skip(1))
            branch = convolution.Apply(branch.relu_());
        branch = branch.add_(_shortcut?.Apply(input) ?? maps, Scalars.One);
        return (_preActivation is null ? branch.relu_() : branch).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        _preActivation?.Dispose();
        foreach (var convolution in _convolutions)
            convolution.Dispose();
        _shortcut?.Dispose();
    }
}
