using System.Runtime.InteropServices;

namespace ResNetMLNet.Interop;

/// <summary>
/// Keeps libtorch from taking NNPACK for small convolutions: where it does not know the processor it writes a line to standard error
/// for each of them, and where it does it starts threads of its own, beside those that libtorch is told to use.
/// </summary>
internal static unsafe class Nnpack
{
    // C++ functions of libtorch: at::globalContext() and at::Context::setUserEnabledNNPACK(bool).
    private const string GlobalContext = "_ZN2at13globalContextEv";
    private const string SetEnabled = "_ZN2at7Context20setUserEnabledNNPACKEb";

    /// <summary>Turns it off for the process: on Linux, if libtorch has these functions.</summary>
    internal static void TurnOff()
    {
        if (!OperatingSystem.IsLinux()
            || !NativeLibrary.TryLoad(NativeFile.NameOf(NativeFile.TorchCpu), out var torch)
            || !NativeLibrary.TryGetExport(torch, GlobalContext, out var context)
            || !NativeLibrary.TryGetExport(torch, SetEnabled, out var setEnabled))
        {
            return;
        }

        ((delegate* unmanaged<nint, byte, void>)setEnabled)(((delegate* unmanaged<nint>)context)(), 0);
    }
}
