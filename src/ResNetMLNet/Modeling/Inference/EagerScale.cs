using ResNetMLNet.Interop;
using ResNetMLNet.Modeling.Folding;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling.Inference;

/// <summary>A factor and an offset for each channel, then ReLU.</summary>
internal sealed class EagerScale : IDisposable
{
    private readonly Tensor _factor;
    private readonly Tensor _offset;

    public EagerScale(FoldedScale scale, ScalarType type)
    {
        _factor = OverMaps(scale.Factor, type);
        _offset = OverMaps(scale.Offset, type);
    }

    /// <summary>Scales and activates maps: (batch, channels, height, width).</summary>
    public Tensor Apply(Tensor maps) => maps.mul(_factor).add_(_offset, Scalars.One).relu_();

    public void Dispose()
    {
        _factor.Dispose();
        _offset.Dispose();
    }

    /// <summary>A copy that is disposed of on its own, in the shape that applies to maps.</summary>
    public static Tensor OverMaps(Tensor channels, ScalarType type)
    {
        using var scope = NewDisposeScope();
        return channels.view(-1, 1, 1).to(type, copy: true).DetachFromDisposeScope();
    }
}
