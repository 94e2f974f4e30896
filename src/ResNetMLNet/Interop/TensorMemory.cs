using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace ResNetMLNet.Interop;

/// <summary>The numbers of a tensor in place.</summary>
internal static class TensorMemory
{
    /// <summary>The numbers of a contiguous CPU tensor, row by row, valid as long as the tensor is.</summary>
    /// <typeparam name="T">The .NET type that corresponds to the tensor's.</typeparam>
    public static Span<T> Values<T>(this Tensor tensor)
        where T : unmanaged =>
        MemoryMarshal.Cast<byte, T>(tensor.bytes);
}
