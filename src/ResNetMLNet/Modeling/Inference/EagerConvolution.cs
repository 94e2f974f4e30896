using ResNetMLNet.Modeling.Checks;
using ResNetMLNet.Modeling.Folding;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling.Inference;

/// <summary>A convolution by torch's public operators, its weights in the layout and format that they compute in.</summary>
internal sealed class EagerConvolution : IDisposable
{
    private readonly LayerKernel _kernel;
    private readonly Tensor _weight;
    private readonly Tensor _bias;
    private readonly bool _isRight;

    /// <param name="convolution">The weights; they are copied.</param>
    /// <param name="map">The size of the maps.</param>
    /// <param name="batch">The maps that are computed at once at most times.</param>
    /// <param name="type">The format.</param>
    public EagerConvolution(FoldedConvolution convolution, MapSize map, long batch, ScalarType type)
    {
        using var scope = NewDisposeScope();
        _kernel = PublicConvolution.Named(convolution.KernelFor(PublicConvolution.Name, map, batch, type).AsChecked());
        var isOnCpu = convolution.Weight.device.type == DeviceType.CPU;
        var (weight, bias) = _kernel.Shape.AppliesOn(convolution.Weight.device.type)
            ? (_kernel.Shape.Matrix(convolution.Weight), _kernel.Shape.Bias(convolution.Bias))
            : (ChannelsLast.Of(convolution.Weight), convolution.Bias);
        _weight = weight.to(type, copy: true).DetachFromDisposeScope();
        _bias = bias.to(type, copy: true).DetachFromDisposeScope();
        _isRight = !isOnCpu || KernelCheck.Passes(_kernel, () => KernelError.OfScoring(_kernel, convolution, (maps, _) => Convolve(maps)));
        if (_isRight)
            return;
        Dispose();
        _weight = convolution.Weight.to(type, copy: true).DetachFromDisposeScope();
        _bias = convolution.Bias.to(type, copy: true).DetachFromDisposeScope();
    }

    /// <summary>Convolves maps: (batch, channels, height, width).</summary>
    public Tensor Apply(Tensor maps) => _isRight
        ? Convolve(maps)
        : CheckedConvolution.Exactly(_kernel, maps, _weight, _bias);

    public void Dispose()
    {
        _weight.Dispose();
        _bias.Dispose();
    }

    private Tensor Convolve(Tensor maps) => PublicConvolution.ApplyPrepared(_kernel, maps, _weight, _bias);
}
