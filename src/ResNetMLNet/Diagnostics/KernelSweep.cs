using System.Runtime.InteropServices;
using System.Text.Json;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling.Checks;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Diagnostics;

/// <summary>Tries kernels and tells of each, one JSON value a line.</summary>
internal static class KernelSweep
{
    /// <summary>A line: what is about to be tried, without a state, or what became of it.</summary>
    internal sealed record SweepLine(
        int Number,
        int Count,
        string Kernel,
        bool IsUsed,
        KernelState? State = null,
        double? Error = null,
        string? Message = null);

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
            Write(output, Tried(line, kernels[number]));
        }
    }

    private static SweepLine Tried(SweepLine line, SweptKernel swept)
    {
        try
        {
            var error = swept.Error();
            var state = error <= KernelError.Tolerance(swept.Kernel.Type) ? KernelState.Right : KernelState.Wrong;
            return line with { State = state, Error = double.IsFinite(error) ? error : null };
        }
        catch (ExternalException exception) when (!MemoryShortage.IsBehind(exception))
        {
            return line with { State = KernelState.Unsupported, Message = exception.Message.Split('\n')[0] };
        }
    }

    private static void Write(TextWriter output, SweepLine line)
    {
        output.WriteLine(JsonSerializer.Serialize(line));
        output.Flush();
    }
}
