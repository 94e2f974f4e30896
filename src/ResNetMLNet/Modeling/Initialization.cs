using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling;

/// <summary>
/// The initial values of a layout, drawn from an explicit generator: torch's own initializers draw from the process-wide one.
/// </summary>
/// <param name="layout">The layout that says how values are drawn.</param>
/// <param name="generator">The source of randomness; null leaves the values as they are, for others to replace them.</param>
internal sealed class Initialization(ResNetLayout layout, Generator? generator)
{
    /// <summary>The kernels of a convolution: (outputs, inputs, size, size).</summary>
    public Parameter Kernel(ConvolutionShape shape)
    {
        var taps = shape.KernelSize * shape.KernelSize;
        var values = empty(shape.OutChannels, shape.InChannels, shape.KernelSize, shape.KernelSize);
        return layout == ResNetLayout.D2L
            ? Uniform(values, XavierBound((shape.InChannels + shape.OutChannels) * taps))
            : Normal(values, Math.Sqrt(2.0 / (shape.OutChannels * taps)));
    }

    /// <summary>The matrix of the last layer: (outputs, inputs).</summary>
    public Parameter Matrix(long inFeatures, long outFeatures) => Uniform(
        empty(outFeatures, inFeatures), layout == ResNetLayout.D2L ? XavierBound(inFeatures + outFeatures) : LinearBound(inFeatures));

    /// <summary>The bias of the last layer.</summary>
    public Parameter MatrixBias(long inFeatures, long outFeatures) =>
        layout == ResNetLayout.D2L ? Zeros(outFeatures) : Uniform(empty(outFeatures), LinearBound(inFeatures));

    /// <summary>A parameter of zeros.</summary>
    public static Parameter Zeros(long size) => Kept(zeros(size, dtype: ScalarType.Float32));

    /// <summary>
    /// Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks", formula 16.
    /// </summary>
    private static double XavierBound(long fans) => Math.Sqrt(6.0 / fans);

    private static double LinearBound(long inFeatures) => 1 / Math.Sqrt(inFeatures);

    private Parameter Uniform(Tensor values, double bound) =>
        Kept(generator is null ? values : values.uniform_(-bound, bound, generator));

    private Parameter Normal(Tensor values, double deviation) =>
        Kept(generator is null ? values : values.normal_(0, deviation, generator));

    /// <summary>The network owns its parameters, whatever dispose scope it is made in.</summary>
    private static Parameter Kept(Tensor values) => (Parameter)new Parameter(values).DetachFromDisposeScope();
}
