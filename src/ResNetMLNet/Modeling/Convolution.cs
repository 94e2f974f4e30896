using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling;

/// <summary>A square two-dimensional convolution with bias that computes in the format of <see cref="Autocast"/>.</summary>
internal sealed class Convolution : nn.Module<Tensor, Tensor>
{
    // torch's names: they become the names of the saved weights.
    private Parameter weight;
    private Parameter bias;
    private readonly long[] _stride;
    private readonly long[] _padding;

    public Convolution(long inChannels, long outChannels, long kernelSize, long stride, long padding, Generator generator)
        : base(nameof(Convolution))
    {
        _stride = [stride, stride];
        _padding = [padding, padding];
        weight = Initialization.XavierUniform([outChannels, inChannels, kernelSize, kernelSize], generator);
        bias = Initialization.Zeros(outChannels);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var type = Autocast.ConvolutionType;
        return type == weight.dtype && type == input.dtype
            ? nn.functional.conv2d(input, weight, bias, _stride, _padding)
            : nn.functional.conv2d(input.to(type), weight.to(type), bias.to(type), _stride, _padding);
    }
}
