using ResNetMLNet.Modeling.Checks;
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
        var (maps, kernel, offset) = (As(input, type), As(weight, type), bias is null ? null : As(bias, type));
        return CheckedConvolution.Apply(maps, kernel, offset, Stride, Padding).MoveToOuterDisposeScope();
    }

    private static Tensor As(Tensor tensor, ScalarType type) => tensor.dtype == type ? tensor : tensor.to(type);
}
