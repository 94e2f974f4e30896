using TorchSharp;

namespace ResNetMLNet.Interop;

/// <summary>Numbers for libtorch that are never freed.</summary>
/// <remarks>
/// TorchSharp 0.107 reads the handle of a <see cref="Scalar"/> and lets go of the object: one that nobody else holds, as every
/// number that is converted in passing, can be collected and freed while libtorch reads it. So each number is held, here or by
/// <c>using</c>, and what TorchSharp would take along unasked, as <c>add_</c> its factor of one, is given.
/// </remarks>
internal static class Scalars
{
    /// <summary>One.</summary>
    public static Scalar One { get; } = 1.ToScalar();
}
