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

    /// <summary>The kernels: (outputs, inputs, size, size).</summary>
    internal Tensor Weight => weight;

    /// <summary>One number an output channel.</summary>
    internal Tensor Bias => bias;

    /// <summary>The step in both directions.</summary>
    internal int Stride => (int)_stride[0];

    /// <summary>The zeros put around the map on all four sides.</summary>
    internal int Padding => (int)_padding[0];

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var (kernel, stride, padding) = input.shape[2] == 1 && input.shape[3] == 1 ? CentreTap() : (weight, _stride, _padding);
        var type = Autocast.ConvolutionType;
        return nn.functional.conv2d(As(input, type), As(kernel, type), As(bias, type), stride, padding).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// On a map of one pixel all taps of the kernel but the middle one meet padding. Leaving them out is exact and faster; and
    /// oneDNN's bfloat16 gradient of a strided kernel leaves them uninitialized there (seen with libtorch 2.10 on AVX-512).
    /// </summary>
    private (Tensor Kernel, long[] Stride, long[] Padding) CentreTap() =>
        (weight.narrow(2, _padding[0], 1).narrow(3, _padding[1], 1), [1, 1], [0, 0]);

    private static Tensor As(Tensor tensor, ScalarType type) => tensor.dtype == type ? tensor : tensor.to(type);
}
