using static TorchSharp.torch;

namespace ResNetMLNet.Modeling.Checks;

/// <summary>A convolution, in the sizes in which it is used, by one operator: what is right or wrong on a processor.</summary>
/// <param name="Operator">What computes it, in words.</param>
/// <param name="Inputs">The channels of the maps.</param>
/// <param name="Outputs">The channels of the output.</param>
/// <param name="Shape">Map, kernel, stride and padding.</param>
/// <param name="Batch">The maps that are computed at once, and that weights are packed for.</param>
/// <param name="Type">The number format.</param>
/// <param name="HasGradients">Whether both gradients are used as well.</param>
internal readonly record struct LayerKernel(
    string Operator, long Inputs, long Outputs, MatrixConvolution Shape, long Batch, ScalarType Type, bool HasGradients)
{
    /// <summary>The threads that share the work: some errors depend on them.</summary>
    public int Threads { get; } = get_num_threads();

    /// <summary>Whether a test has made kernels wrong: its verdicts are not to be those of others.</summary>
    public bool IsAmongWrongOnes { get; } = KernelFault.IsActive;

    /// <summary>The multiplications for one map.</summary>
    public long MultiplicationsPerMap =>
        Inputs * Outputs * Shape.KernelSize * Shape.KernelSize * Shape.OutHeight * Shape.OutWidth;

    /// <inheritdoc/>
    public override string ToString() =>
        $"the {Shape.KernelSize}x{Shape.KernelSize} convolution of {Inputs} to {Outputs} channels, stride {Shape.Stride}, of "
        + $"{Shape.Height}x{Shape.Width} pixels, {Batch} at once in {Type} on {Threads} threads, by {Operator}";
}
