using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling.Checks;

/// <summary>
/// Makes kernels wrong on the calling thread: a test thereby stands for a processor that computes them wrongly.
/// </summary>
internal static class KernelFault
{
    /// <summary>What a wrong kernel multiplies its output by.</summary>
    public const float Factor = 1.25f;

    private static readonly Scalar _factor = Factor.ToScalar();

    [ThreadStatic]
    private static Predicate<LayerKernel>? _isWrong;

    /// <summary>Whether any kernel is to be wrong.</summary>
    public static bool IsActive => _isWrong is not null;

    /// <summary>Whether a kernel is to be wrong.</summary>
    public static bool Concerns(LayerKernel kernel) => _isWrong?.Invoke(kernel) ?? false;

    /// <summary>The output of a kernel, wrong if it is to be.</summary>
    public static Tensor Of(LayerKernel kernel, Tensor output) => Concerns(kernel) ? output.mul(_factor) : output;

    /// <summary>Makes kernels wrong until the returned scope is disposed on the same thread.</summary>
    public static Scope In(Predicate<LayerKernel> isWrong)
    {
        _isWrong = isWrong;
        return default;
    }

    /// <summary>Makes all kernels right again.</summary>
    public readonly struct Scope : IDisposable
    {
        public void Dispose() => _isWrong = null;
    }
}
