using ResNetMLNet.Modeling.Checks;
using ResNetMLNet.Modeling.Folding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling;

/// <summary>A square two-dimensional convolution that computes in the format of <see cref="Autocast"/>.</summary>
internal sealed class Convolution : nn.Module<Tensor, Tensor>
{
    // torch's names: they become the names of the saved weights.
    private Parameter weight;
    private Parameter? bias;

    public Convolution(ConvolutionShape shape, Initialization initialization)
        : base(nameof(Convolution))
    {
        Stride = (int)shape.Stride;
        Padding = (int)shape.Padding;
        weight = initialization.Kernel(shape);
        bias = shape.HasBias ? Initialization.Zeros(shape.OutChannels) : null;
        RegisterComponents();
    }

    /// <summary>The kernels: (outputs, inputs, size, size).</summary>
    internal Tensor Weight => weight;

    /// <summary>One number an output channel; null where there is none.</summary>
    internal Tensor? Bias => bias;

    /// <summary>The step in both directions.</summary>
    internal int Stride { get; }

    /// <summary>The zeros put around the map on all four sides.</summary>
    internal int Padding { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var type = Autocast.ConvolutionType;
        var (kernel, padding) = LiveKernel(input);
        var (maps, offset) = (As(input, type), bias is null ? null : As(bias, type));
        return CheckedConvolution.Apply(maps, As(kernel, type), offset, Stride, padding).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The kernel with the padding that it needs: without its outer taps where these meet nothing but padding, so that only the others are
    /// cast and have gradients to add up. On a map of one pixel that is one tap of nine.
    /// </summary>
    private (Tensor Kernel, int Padding) LiveKernel(Tensor maps)
    {
        var rows = LiveTaps.Of(maps.shape[2], weight.shape[2], Stride, Padding);
        var columns = LiveTaps.Of(maps.shape[3], weight.shape[3], Stride, Padding);
        var isSmallerWithoutPadding = rows == columns && rows is { PaddingBefore: 0, PaddingAfter: 0 } && rows.Count < weight.shape[2];
        return isSmallerWithoutPadding
            ? (ChannelsLast.Of(weight.narrow(2, rows.First, rows.Count).narrow(3, columns.First, columns.Count)), 0)
            : (weight, Padding);
    }

    private static Tensor As(Tensor tensor, ScalarType type) => tensor.dtype == type ? tensor : tensor.to(type);
}
