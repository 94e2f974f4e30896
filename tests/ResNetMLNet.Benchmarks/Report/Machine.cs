using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using ResNetMLNet.Benchmarks.Data;
using ResNetMLNet.Benchmarks.Reporting;
using ResNetMLNet.Interop;
using TorchSharp;

namespace ResNetMLNet.Benchmarks.Report;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    private const string CpuFile = "/proc/cpuinfo";
    private const string CpuField = "model name";

    /// <summary>Hardware, system and versions as markdown.</summary>
    public static string Table() => MarkdownTable.Of(
        ["", "value"],
        [
            ["processor", $"{CpuName()}, {Environment.ProcessorCount} cores"],
            ["AVX-512, bfloat16", $"{YesNo(Avx512F.IsSupported)}, {YesNo(CpuFeatures.HasNativeBFloat16)}"],
            ["memory", $"{Figure.Megabytes(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)} MB"],
            ["system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}"],
            [".NET", RuntimeInformation.FrameworkDescription],
            ["ML.NET", VersionOf(typeof(MLContext))],
            ["TorchSharp", VersionOf(typeof(torch))],
            ["libtorch", LibTorchVersion()],
            ["ONNX Runtime", OrtEnv.Instance().GetVersionString()],
            ["data", ImageSource.Name],
        ]);

    private static string LibTorchVersion()
    {
        NativeLibraries.EnsureLoaded();
        return torch.__version__;
    }

    private static string CpuName() =>
        File.Exists(CpuFile)
        && File.ReadLines(CpuFile).FirstOrDefault(line => line.StartsWith(CpuField, StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            : RuntimeInformation.ProcessArchitecture.ToString();

    private static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? $"{type.Assembly.GetName().Version}";

    private static string YesNo(bool value) => value ? "yes" : "no";
}
