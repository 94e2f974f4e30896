using System.Runtime.InteropServices;

namespace ResNetMLNet.Interop;

/// <summary>OpenMP, by which libtorch computes on several threads.</summary>
internal static unsafe class OpenMp
{
    private static readonly nint _setThreads = Find();

    /// <summary>Whether its functions are found: not on Windows, where libtorch's file does not lead to them.</summary>
    public static bool IsKnown => _setThreads != 0;

    /// <summary>Sets the threads of what the calling thread computes; that of TorchSharp sets those of threads to come as well.</summary>
    public static void SetThreads(int count) => ((delegate* unmanaged<int, void>)_setThreads)(count);

    private static nint Find() =>
        NativeLibrary.TryLoad(NativeFile.NameOf(NativeFile.TorchCpu), out var library)
        && NativeLibrary.TryGetExport(library, "omp_set_num_threads", out var export) ? export : 0;
}
