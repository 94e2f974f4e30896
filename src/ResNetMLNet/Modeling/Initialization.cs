using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling;

/// <summary>Initial values drawn from an explicit generator: torch's own initializers draw from the process-wide one.</summary>
internal static class Initialization
{
    /// <summary>
    /// A parameter drawn uniformly from ±sqrt(6 / (fan in + fan out)), after Glorot and Bengio 2010, "Understanding the
    /// difficulty of training deep feedforward neural networks", formula 16.
    /// </summary>
    /// <param name="shape">Outputs, inputs and, for a convolution, kernel height and width.</param>
    /// <param name="generator">The source of randomness; null leaves the values as they are, for others to replace them.</param>
    public static Parameter XavierUniform(ReadOnlySpan<long> shape, Generator? generator)
    {
        var values = empty(shape.ToArray(), dtype: ScalarType.Float32);
        if (generator is null)
            return Kept(values);
        var taps = 1L;
        foreach (var size in shape[2..])
            taps *= size;
        var bound = Math.Sqrt(6.0 / ((shape[0] + shape[1]) * taps));
        return Kept(values.uniform_(-bound, bound, generator));
    }

    /// <summary>A parameter of zeros.</summary>
    public static Parameter Zeros(long size) => Kept(zeros(size, dtype: ScalarType.Float32));

    /// <summary>The network owns its parameters, whatever dispose scope it is made in.</summary>
    private static Parameter Kept(Tensor values) => (Parameter)new Parameter(values).DetachFromDisposeScope();
}
