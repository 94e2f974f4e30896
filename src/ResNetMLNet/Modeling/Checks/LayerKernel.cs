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
    private const long MostMultiplications = 50_000_000;

    /// <summary>The threads that share the work: some errors depend on them.</summary>
    public int Threads { get; } = get_num_threads();

    /// <summary>Whether a test has made kernels wrong: its verdicts are not to be those of others.</summary>
    public bool IsAmongWrongOnes { get; } = KernelFault.IsActive;

    /// <summary>
    /// The same for no more maps at once than are computed to check it: what computes by weights that are not packed for a batch has
    /// the same verdict for all larger ones.
    /// </summary>
    public LayerKernel AsChecked() => this with { Batch = CheckedMaps };

    /// <summary>
    /// The maps that are computed at once to check it, one or an even number: a whole network is to be checked in a fraction of a
    /// second.
    /// </summary>
    public int CheckedMaps
    {
        get
        {
            var each = Inputs * Outputs * Shape.KernelSize * Shape.KernelSize * Shape.OutHeight * Shape.OutWidth;
            var maps = (int)Math.Min(Batch, Math.Max(2, MostMultiplications / Math.Max(1, each)));
            return maps == 1 ? 1 : maps - (maps % 2);
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"the {Shape.KernelSize}x{Shape.KernelSize} convolution of {Inputs} to {Outputs} channels, stride {Shape.Stride}, of "
        + $"{Shape.Height}x{Shape.Width} pixels, {Batch} at once in {Type} on {Threads} thread{(Threads == 1 ? "" : "s")}, by {Operator}";
}
