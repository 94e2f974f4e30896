using System.Runtime.InteropServices;
using System.Text;

namespace ResNetMLNet.OnnxRuntime.Interop;

/// <summary>
/// ONNX Runtime's collection of data: as delivered, it notes the application's path, the device and the system in files under the
/// user's cache, and queues them for sending.
/// </summary>
internal static class OnnxRuntimeTelemetry
{
    /// <summary>The environment variable that ONNX Runtime reads when it is loaded; 1 turns the collection off.</summary>
    public const string Variable = "ORT_DISABLE_TELEMETRY";

    private static readonly Lazy<string> _setting = new(Set);

    /// <summary>
    /// Turns it off, unless the application has set the variable itself. Whatever calls ONNX Runtime calls this first: once it is
    /// loaded, it reads the variable no more.
    /// </summary>
    /// <returns>What the variable is set to.</returns>
    public static string TurnOff() => _setting.Value;

    private static string Set()
    {
        var chosen = Environment.GetEnvironmentVariable(Variable);
        var value = chosen ?? "1";
        if (OperatingSystem.IsWindows())
            Environment.SetEnvironmentVariable(Variable, value);
        else
            SetNative(value, replace: chosen is not null);
        return value;
    }

    // Off Windows, .NET's own setter changes a copy that native code does not see.
    private static unsafe void SetNative(string value, bool replace)
    {
        var export = NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "setenv");
        var set = (delegate* unmanaged<byte*, byte*, int, int>)export;
        fixed (byte* name = Terminated(Variable), text = Terminated(value))
        {
            if (set(name, text, replace ? 1 : 0) != 0)
                throw new InvalidOperationException($"The environment variable {Variable} cannot be set: set it to 1 for the process.");
        }
    }

    private static byte[] Terminated(string text) => [.. Encoding.UTF8.GetBytes(text), 0];
}
