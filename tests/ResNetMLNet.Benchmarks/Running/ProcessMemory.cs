using System.Diagnostics;
using System.Globalization;

namespace ResNetMLNet.Benchmarks.Running;

/// <summary>The memory of this process.</summary>
internal static class ProcessMemory
{
    private const string StatusFile = "/proc/self/status";
    private const string PeakField = "VmHWM:";

    /// <summary>The largest resident memory since the process began, in bytes.</summary>
    public static long Peak()
    {
        // .NET's own figure is 0 on Linux.
        if (File.Exists(StatusFile) && File.ReadLines(StatusFile).FirstOrDefault(IsPeak) is { } line)
        {
            var kilobytes = line[PeakField.Length..].Replace("kB", "", StringComparison.Ordinal);
            return 1024 * long.Parse(kilobytes, CultureInfo.InvariantCulture);
        }
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    private static bool IsPeak(string line) => line.StartsWith(PeakField, StringComparison.Ordinal);
}
