using ResNetMLNet.Modeling.Folding;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling.Inference;

/// <summary>
/// A network by torch's public operators, for every device: no batch normalization, channels-last, small maps as matrix
/// products, weights cast once.
/// </summary>
internal sealed class EagerNetwork : IInferenceNetwork
{
    private readonly ScalarType _type;
    private readonly EagerConvolution _stem;
    private readonly FoldedPooling? _pool;
    private readonly List<Block> _blocks = [];
    private readonly FoldedDense _dense;

    /// <param name="network">The weights; they are copied.</param>
    /// <param name="image">The size of the images.</param>
    /// <param name="type">The format of the convolutions.</param>
    public EagerNetwork(FoldedResNet network, MapSize image, ScalarType type)
    {
        _type = type;
        _stem = new EagerConvolution(network.Stem, image, type);
        _pool = network.Pool;
        var map = network.FirstMap(image);
        foreach (var (first, second, shortcut) in network.Blocks)
        {
            var output = map.After(first);
            _blocks.Add(new Block(
                new EagerConvolution(first, map, type),
                new EagerConvolution(second, output, type),
                shortcut is null ? null : new EagerConvolution(shortcut, map, type)));
            map = output;
        }
        _dense = network.Dense.Copy();
    }

    /// <inheritdoc/>
    public Tensor Probabilities(Tensor images)
    {
        using var scope = NewDisposeScope();
        var maps = _stem.Apply(ChannelsLast.Of(images).to(_type)).relu_();
        if (_pool is not null)
            maps = nn.functional.max_pool2d(maps, _pool.Size, _pool.Stride, _pool.Padding);
        foreach (var block in _blocks)
            maps = block.Apply(maps);
        var features = maps.mean([2, 3], type: ScalarType.Float32);
        return nn.functional.linear(features, _dense.Weight, _dense.Bias).softmax(1).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        _stem.Dispose();
        foreach (var block in _blocks)
            block.Dispose();
        _dense.Dispose();
    }

    private sealed record Block(EagerConvolution First, EagerConvolution Second, EagerConvolution? Shortcut) : IDisposable
    {
        public Tensor Apply(Tensor maps)
        {
            using var scope = NewDisposeScope();
            var branch = Second.Apply(First.Apply(maps).relu_());
            return branch.add_(Shortcut?.Apply(maps) ?? maps).relu_().MoveToOuterDisposeScope();
        }

        public void Dispose()
        {
            First.Dispose();
            Second.Dispose();
            Shortcut?.Dispose();
        }
    }
}
