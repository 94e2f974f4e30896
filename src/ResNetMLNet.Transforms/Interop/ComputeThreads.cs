using System.Diagnostics;
using System.Globalization;
using System.Numerics;

namespace ResNetMLNet.Transforms.Interop;

/// <summary>The threads by which TorchSharp and ONNX Runtime compute on a CPU.</summary>
/// <remarks>
/// Both count the cores of the machine. In a container with a quota, more threads than it allows wait for one another most of the
/// time, so that training and scoring take ten times as long: unless something else is set, the quota is followed.
/// </remarks>
public static class ComputeThreads
{
    private static readonly int? _ofEnvironment = Parsed("OMP_NUM_THREADS") ?? Parsed("MKL_NUM_THREADS");
    private static readonly int? _ofQuota = Environment.ProcessorCount < AvailableCores() ? Environment.ProcessorCount : null;
    private static int? _count;

    /// <summary>
    /// The number of threads, for what is trained, scored or loaded from now on. ONNX Runtime reads it when a model is loaded or
    /// converted.
    /// </summary>
    /// <value>
    /// The default is <see langword="null"/>: what the environment variables <c>OMP_NUM_THREADS</c> or <c>MKL_NUM_THREADS</c> say;
    /// without them, the cores, or those of the container's quota.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public static int? Count
    {
        get => _count;
        set
        {
            if (value < 1)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(value), value, "ComputeThreads.Count has to be at least 1, or null for the default.");
            }
            _count = value;
        }
    }

    /// <summary>
    /// Whether the threads of ONNX Runtime look out for the next work for a while, and keep their cores busy meanwhile. It is read
    /// when a model is loaded or converted.
    /// </summary>
    /// <value>
    /// The default is <see langword="true"/>, as ONNX Runtime does by itself: right for a program that does nothing but score. Where the
    /// cores have other work between the pictures, as in a server, <see langword="false"/> is faster.
    /// </value>
    public static bool AreSpinning { get; set; } = true;

    /// <summary>The most threads where nobody has chosen a number and the quota is smaller than the machine; else null.</summary>
    internal static int? Quota => IsChosen ? null : _ofQuota;

    /// <summary>Whether somebody has chosen a number.</summary>
    internal static bool IsChosen => _count is not null || _ofEnvironment is not null;

    /// <summary>The number for a library that reads no environment variables; null for its own choice.</summary>
    internal static int? Chosen => _count ?? _ofEnvironment ?? _ofQuota;

    private static int? Parsed(string variable)
    {
        // OpenMP takes a list, one number a level of nesting.
        var text = Environment.GetEnvironmentVariable(variable)?.Split(',')[0];
        return int.TryParse(text, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : null;
    }

    /// <summary>The cores that the process may run on, whatever its quota.</summary>
    private static int AvailableCores()
    {
        const string AllowedCores = "Cpus_allowed_list:";
        if (OperatingSystem.IsLinux())
        {
            return File.ReadLines("/proc/self/status")
                .Where(line => line.StartsWith(AllowedCores, StringComparison.Ordinal))
                .Sum(line => line[AllowedCores.Length..].Split(',').Sum(CoresIn));
        }
        if (!OperatingSystem.IsWindows())
            return Environment.ProcessorCount;
        using var process = Process.GetCurrentProcess();
        return BitOperations.PopCount((nuint)process.ProcessorAffinity);
    }

    /// <summary>The cores of a range: <c>0-3</c>, or one.</summary>
    private static int CoresIn(string range)
    {
        var ends = range.Split('-').Select(core => int.Parse(core, CultureInfo.InvariantCulture)).ToArray();
        return ends[^1] - ends[0] + 1;
    }
}
