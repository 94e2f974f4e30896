using static TorchSharp.torch;

namespace ResNetMLNet.Modeling;

/// <summary>
/// The number format in which the calling thread's convolutions compute, as <c>torch.autocast</c> sets it in PyTorch:
/// TorchSharp 0.107 has no binding for it.
/// </summary>
internal static class Autocast
{
    [ThreadStatic]
    private static ScalarType? _convolutionType;

    /// <summary>The format of the calling thread's convolutions; single precision outside of every scope.</summary>
    public static ScalarType ConvolutionType => _convolutionType ?? ScalarType.Float32;

    /// <summary>Sets the format until the returned scope is disposed on the same thread.</summary>
    public static Scope To(ScalarType convolutionType)
    {
        var scope = new Scope(_convolutionType);
        _convolutionType = convolutionType;
        return scope;
    }

    /// <summary>Restores the format that was in force before <see cref="To"/>.</summary>
    public readonly struct Scope : IDisposable
    {
        private readonly ScalarType? _previous;

        internal Scope(ScalarType? previous) => _previous = previous;

        public void Dispose() => _convolutionType = _previous;
    }
}
