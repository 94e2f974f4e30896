using ResNetMLNet.Modeling.Folding;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling.Inference;

/// <summary>
/// A network by torch's public operators, for every device: no batch normalization, channels-last, matrix products where a
/// convolution is one, weights cast once.
/// </summary>
internal sealed class EagerNetwork : IInferenceNetwork
{
    private readonly ScalarType _type;
    private readonly EagerConvolution _stem;
    private readonly bool _activatesStem;
    private readonly FoldedPooling? _pool;
    private readonly List<EagerBlock> _blocks = [];
    private readonly EagerScale? _lastActivation;
    private readonly EagerConvolution? _dense;

    /// <param name="network">The weights; they are copied.</param>
    /// <param name="image">The size of the images.</param>
    /// <param name="batch">The number of images that are scored at once at most times; others work too.</param>
    /// <param name="type">The format of the convolutions.</param>
    /// <param name="output">What is taken from the network.</param>
    public EagerNetwork(FoldedResNet network, MapSize image, int batch, ScalarType type, NetworkOutput output)
    {
        _type = type;
        _stem = new EagerConvolution(network.Stem, image, batch, type);
        _activatesStem = network.ActivatesStem;
        _pool = network.Pool;
        var map = network.FirstMap(image);
        foreach (var block in network.Blocks)
        {
            _blocks.Add(new EagerBlock(block, map, batch, type));
            map = block.Maps(map)[^1];
        }
        _lastActivation = network.LastActivation is { } scale ? new EagerScale(scale, type) : null;
        _dense = output == NetworkOutput.Probabilities ? Dense(network.Dense, batch) : null;
    }

    /// <inheritdoc/>
    public Tensor Apply(Tensor images)
    {
        using var scope = NewDisposeScope();
        var maps = _stem.Apply(ChannelsLast.Of(images).to(_type));
        if (_activatesStem)
            maps = maps.relu_();
        if (_pool is not null)
            maps = nn.functional.max_pool2d(maps, _pool.Size, _pool.Stride, _pool.Padding);
        foreach (var block in _blocks)
            maps = block.Apply(maps);
        maps = _lastActivation?.Apply(maps) ?? maps;
        var features = maps.mean([2, 3], keepdim: true, type: ScalarType.Float32);
        var output = _dense?.Apply(features).softmax(1) ?? features;
        return output.flatten(1).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        _stem.Dispose();
        foreach (var block in _blocks)
            block.Dispose();
        _lastActivation?.Dispose();
        _dense?.Dispose();
    }

    private static EagerConvolution Dense(FoldedDense dense, int batch)
    {
        using var scope = NewDisposeScope();
        return new EagerConvolution(dense.AsConvolution(), new MapSize(1, 1), batch, ScalarType.Float32);
    }
}
