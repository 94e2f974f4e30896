using ResNetMLNet.Modeling.Folding;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling.Inference;

/// <summary>A convolution by torch's public operators, its weights in the layout and format that they compute in.</summary>
internal sealed class EagerConvolution : IDisposable
{
    private readonly Tensor _weight;
    private readonly Tensor _bias;
    private readonly long _outputs;
    private readonly long[] _stride;
    private readonly long[] _padding;
    private readonly SmallMapConvolution _small;

    public EagerConvolution(FoldedConvolution convolution, MapSize map, ScalarType type)
    {
        using var scope = NewDisposeScope();
        _small = map.Small(convolution);
        _outputs = convolution.Weight.shape[0];
        _stride = [convolution.Stride, convolution.Stride];
        _padding = [convolution.Padding, convolution.Padding];
        var (weight, bias) = _small.Applies
            ? (_small.Matrix(convolution.Weight), _small.Bias(convolution.Bias))
            : (ChannelsLast.Of(convolution.Weight), convolution.Bias);
        _weight = weight.to(type, copy: true).DetachFromDisposeScope();
        _bias = bias.to(type, copy: true).DetachFromDisposeScope();
    }

    /// <summary>Convolves maps: (batch, channels, height, width).</summary>
    public Tensor Apply(Tensor maps) => _small.Applies
        ? _small.Maps(nn.functional.linear(_small.Rows(maps), _weight, _bias), _outputs)
        : nn.functional.conv2d(maps, _weight, _bias, _stride, _padding);

    public void Dispose()
    {
        _weight.Dispose();
        _bias.Dispose();
    }
}
