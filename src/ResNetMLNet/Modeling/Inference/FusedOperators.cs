using System.Runtime.InteropServices;
using ResNetMLNet.Interop;
using static TorchSharp.torch;

namespace ResNetMLNet.Modeling.Inference;

/// <summary>
/// The door to oneDNN's fused operators. They are private to PyTorch: they are used only in builds of libtorch in which we saw
/// them, and each only where <see cref="Checks.KernelCheck"/> found it right.
/// </summary>
internal static class FusedOperators
{
    private const string KnownLibTorch = "2.10.";

    private const string Methods = $"""
          def pack_convolution(self: {ScriptArchive.ClassName}, weight: Tensor, stride: int, padding: int,
              batch: int, height: int, width: int) -> Tensor:
            input = [batch, torch.size(weight, 1), height, width]
            return ops.mkldnn._reorder_convolution_weight(weight, [padding, padding], [stride, stride], [1, 1], 1, input)
          def pack_linear(self: {ScriptArchive.ClassName}, weight: Tensor, rows: int) -> Tensor:
            return ops.mkldnn._reorder_linear_weight(weight, rows)
        """;

    private static readonly Lazy<jit.ScriptModule> _module = new(() => jit.load(ScriptArchive.Create(Methods)));

    /// <summary>
    /// Whether this is the libtorch of a TorchSharp package in which we saw them. It cannot be tried: TorchSharp 0.107 ends the
    /// process where a script names an operator that libtorch lacks.
    /// </summary>
    public static bool AreKnown =>
        OperatingSystem.IsLinux()
        && RuntimeInformation.ProcessArchitecture == Architecture.X64
        && NativeLibraries.LoadedFromPackage
        && __version__.StartsWith(KnownLibTorch, StringComparison.Ordinal);

    /// <summary>A kernel in the order in which oneDNN reads it for maps of a size.</summary>
    public static Tensor PackConvolution(Tensor kernel, int stride, int padding, int batch, MapSize map) =>
        (Tensor)_module.Value.invoke("pack_convolution", kernel, stride, padding, batch, (int)map.Height, (int)map.Width);

    /// <summary>A matrix in the order in which oneDNN reads it for products with as many rows.</summary>
    public static Tensor PackLinear(Tensor matrix, long rows) => (Tensor)_module.Value.invoke("pack_linear", matrix, (int)rows);
}
