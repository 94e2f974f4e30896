using ResNetMLNet.Modeling.Checks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling;

/// <summary>A square two-dimensional convolution that computes in the format of <see cref="Autocast"/>.</summary>
internal sealed class Convolution : nn.Module<Tensor, Tensor>
{
    // torch's names: they become the names of the saved weights.
    private Parameter weight;
    private Parameter? bias;
    private readonly long[] _stride;
    private readonly long[] _padding;

    public Convolution(ConvolutionShape shape, Initialization initialization)
        : base(nameof(Convolution))
    {
        _stride = [shape.Stride, shape.Stride];
        _padding = [shape.Padding, shape.Padding];
        weight = initialization.Kernel(shape);
        bias = shape.HasBias ? Initialization.Zeros(shape.OutChannels) : null;
        RegisterComponents();
    }

    /// <summary>The kernels: (outputs, inputs, size, size).</summary>
    internal Tensor Weight => weight;

    /// <summary>One number an output channel; null where there is none.</summary>
    internal Tensor? Bias => bias;

    /// <summary>The step in both directions.</summary>
    internal int Stride => (int)_stride[0];

    /// <summary>The zeros put around the map on all four sides.</summary>
    internal int Padding => (int)_padding[0];

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var type = Autocast.ConvolutionType;
        var kernel = new LayerKernel(
            PublicConvolution.Name, weight.shape[1], weight.shape[0], ShapeFor(input), input.shape[0], type, NeedsGradients(input));
        var (maps, weights, offset) = (As(input, type), As(weight, type), bias is null ? null : As(bias, type));
        var output = input.device.type != DeviceType.CPU || IsRight(kernel)
            ? PublicConvolution.Apply(kernel, maps, weights, offset)
            : ChannelsLast.Of(ExactConvolution.Apply(maps, weights, offset, Stride, Padding).to(type));
        return output.MoveToOuterDisposeScope();
    }

    private bool IsRight(LayerKernel kernel) => KernelCheck.Passes(kernel, () => KernelError.OfTraining(
        kernel, bias is not null, (maps, weights, offset) => PublicConvolution.Apply(kernel, maps, weights, offset)));

    private MatrixConvolution ShapeFor(Tensor input) => new(input.shape[2], input.shape[3], weight.shape[2], Stride, Padding);

    private bool NeedsGradients(Tensor input) => is_grad_enabled() && (input.requires_grad || weight.requires_grad);

    private static Tensor As(Tensor tensor, ScalarType type) => tensor.dtype == type ? tensor : tensor.to(type);
}
