using ResNetMLNet.Modeling.Checks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling;

/// <summary>A fully connected layer in single precision, whatever <see cref="Autocast"/> says.</summary>
internal sealed class Dense : nn.Module<Tensor, Tensor>
{
    // torch's names: they become the names of the saved weights.
    private Parameter weight;
    private Parameter bias;

    public Dense(long inFeatures, long outFeatures, Initialization initialization)
        : base(nameof(Dense))
    {
        weight = initialization.Matrix(inFeatures, outFeatures);
        bias = initialization.MatrixBias(inFeatures, outFeatures);
        RegisterComponents();
    }

    /// <summary>The matrix: (outputs, inputs).</summary>
    internal Tensor Weight => weight;

    /// <summary>One number an output.</summary>
    internal Tensor Bias => bias;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        // A pointwise convolution of maps of one pixel, so that it is checked as all others are.
        using var scope = NewDisposeScope();
        var maps = input.to(weight.dtype).view(input.shape[0], -1, 1, 1);
        var output = CheckedConvolution.Apply(maps, weight.view(weight.shape[0], -1, 1, 1), bias, stride: 1, padding: 0);
        return output.flatten(1).MoveToOuterDisposeScope();
    }
}
