namespace ResNetMLNet.Diagnostics;

/// <summary>How a convolution of the family, in one size, format and form, computes on a machine.</summary>
/// <param name="Kernel">Layer, sizes, format, threads and operator in words.</param>
/// <param name="IsUsed">
/// Whether the library computes such layers by this operator where it is right; torch's own pointwise convolutions it never uses.
/// </param>
/// <param name="State">What became of it.</param>
/// <param name="Error">The largest error of output and gradients over the largest value; null if there was no output.</param>
/// <param name="Message">What libtorch said of one that it cannot compute; else null.</param>
public sealed record KernelVerdict(string Kernel, bool IsUsed, KernelState State, double? Error, string? Message);
