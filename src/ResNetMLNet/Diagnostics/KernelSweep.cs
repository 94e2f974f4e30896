using System.Runtime.InteropServices;
using System.Text.Json;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling.Checks;

namespace ResNetMLNet.Diagnostics;

/// <summary>Tries kernels and tells of each, one JSON value a line.</summary>
internal static class KernelSweep
{
    /// <summary>A line: what is about to be tried, without a state, or what became of it.</summary>
    internal sealed record SweepLine(int Number, int Count, string Kernel, bool IsUsed, KernelState? State = null, double? Error = null);

    /// <summary>Tries all from a number on.</summary>
    public static void Run(TextWriter output, int first)
    {
        NativeLibraries.EnsureLoaded();
        var kernels = FamilyKernels.All();
        for (var number = first; number < kernels.Count; number++)
        {
            var (kernel, isUsed, _) = kernels[number];
            var line = new SweepLine(number, kernels.Count, kernel.ToString(), isUsed);
            Write(output, line);
            var (state, error) = Try(kernels[number]);
            Write(output, line with { State = state, Error = error });
        }
    }

    private static (KernelState State, double? Error) Try(SweptKernel swept)
    {
        try
        {
            var error = swept.Error();
            var state = error <= KernelError.Tolerance(swept.Kernel.Type) ? KernelState.Right : KernelState.Wrong;
            return (state, double.IsFinite(error) ? error : null);
        }
        catch (ExternalException)
        {
            return (KernelState.Unsupported, null);
        }
    }

    private static void Write(TextWriter output, SweepLine line)
    {
        output.WriteLine(JsonSerializer.Serialize(line));
        output.Flush();
    }
}
