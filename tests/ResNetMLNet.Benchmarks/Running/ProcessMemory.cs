using System.Diagnostics;
using System.Globalization;

namespace ResNetMLNet.Benchmarks.Running;

/// <summary>The memory of processes.</summary>
internal static class ProcessMemory
{
    private const string StatusFile = "/proc/self/status";
    private const string PeakField = "VmHWM:";
    private const string ResidentField = "VmRSS:";

    /// <summary>The largest resident memory of this process since it began, in bytes.</summary>
    public static long Peak()
    {
        // .NET's own figure is 0 on Linux.
        if (Read(StatusFile, PeakField) is { } peak)
            return peak;
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    /// <summary>The resident memory of another process at present, in bytes.</summary>
    public static long Resident(Process process)
    {
        if (Read($"/proc/{process.Id}/status", ResidentField) is { } resident)
            return resident;
        process.Refresh();
        return process.WorkingSet64;
    }

    private static long? Read(string file, string field)
    {
        var line = File.Exists(file)
            ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(field, StringComparison.Ordinal))
            : null;
        var kilobytes = line?[field.Length..].Replace("kB", "", StringComparison.Ordinal);
        return kilobytes is null ? null : 1024 * long.Parse(kilobytes, CultureInfo.InvariantCulture);
    }
}
