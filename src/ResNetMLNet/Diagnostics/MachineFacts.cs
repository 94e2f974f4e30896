using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.ML;
using ResNetMLNet.Data;
using ResNetMLNet.Interop;
using ResNetMLNet.Weights;
using TorchSharp;

namespace ResNetMLNet.Diagnostics;

/// <summary>What the machine is, as far as it decides how the library computes.</summary>
internal static class MachineFacts
{
    private const string CpuFile = "/proc/cpuinfo";
    private const string MemoryFile = "/proc/meminfo";

    /// <summary>Reads all facts.</summary>
    public static IReadOnlyList<MachineFact> Read() =>
    [
        .. Versions(),
        new("processor", Processor()),
        new("instruction sets", CpuFeatures.InstructionSets),
        Caches(),
        Cores(),
        new("memory", Memory()),
        new("GPUs", Gpus()),
        Folder("temporary folder", Path.GetTempPath(), "models are loaded through it: let TMPDIR (TMP on Windows) name another"),
        Folder("cache folder", FashionMnist.CacheFolder, "data are downloaded to it: make it writable, or name a folder of the data"),
        FashionMnistData(),
        new(
            "ImageNet weights",
            File.Exists(ImageNetFile.DeployedPath) ? ImageNetFile.DeployedPath : $"none: {ImageNetFile.Package} brings them"),
    ];

    /// <summary>What of others computes here.</summary>
    public static IReadOnlyList<MachineFact> Versions() =>
    [
        new("ResNetMLNet", VersionOf(typeof(MachineFacts))),
        new(".NET", RuntimeInformation.FrameworkDescription),
        new("ML.NET", VersionOf(typeof(MLContext))),
        new("TorchSharp", VersionOf(typeof(torch))),
        new("libtorch", LibTorchVersion()),
        new("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}"),
    ];

    /// <summary>The version of an assembly as it was published.</summary>
    public static string VersionOf(Type type) => AssemblyVersion.Of(type).Split('+')[0];

    private static string LibTorchVersion()
    {
        NativeLibraries.EnsureLoaded();
        return torch.__version__;
    }

    private static string Processor() => Field(CpuFile, "model name") is { } name
        ? $"{name}, family {Field(CpuFile, "cpu family")}, model {Field(CpuFile, "model\t")}"
        : RuntimeInformation.ProcessArchitecture.ToString();

    private static MachineFact Caches() => CpuCaches.Text switch
    {
        null => new("caches", "not told on this kind of processor"),
        "" => new(
            "caches",
            "hidden by the hypervisor",
            "libtorch chooses kernels by the caches, and some that it then chooses compute wrongly: look at the kernels below"),
        var text => new("caches", text),
    };

    private static MachineFact Cores()
    {
        var all = File.Exists(CpuFile)
            ? File.ReadLines(CpuFile).Count(line => line.StartsWith("processor", StringComparison.Ordinal))
            : Environment.ProcessorCount;
        var (usable, threads) = (Environment.ProcessorCount, torch.get_num_threads());
        return new(
            "cores",
            string.Create(CultureInfo.InvariantCulture, $"{all}, of which this process may use {usable}; libtorch uses {threads} threads"),
            threads > usable ? "more threads than cores wait for each other: set OMP_NUM_THREADS" : null);
    }

    private static string Memory()
    {
        var limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9;
        var all = Field(MemoryFile, "MemTotal") is { } text
            && double.TryParse(text.Split(' ')[0], CultureInfo.InvariantCulture, out var kilobytes) ? kilobytes * 1024 / 1e9 : limit;
        return string.Create(CultureInfo.InvariantCulture, $"{all:0.0} GB, of which this process may use {limit:0.0} GB");
    }

    private static string Gpus()
    {
        var gpus = Enumerable.Range(0, CudaDevices.Count).Select(index =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"CUDA {index}, {CudaDriver.Name(index)} of compute capability {CudaDriver.ComputeCapability(index)}.x"));
        var driver = CudaDriver.Version is { } version ? $"driver for CUDA {version}" : "no CUDA driver";
        return $"{string.Join(", ", gpus.DefaultIfEmpty("none that libtorch sees"))}; {driver}";
    }

    private static MachineFact FashionMnistData()
    {
        var named = Environment.GetEnvironmentVariable(FashionMnist.FolderVariable);
        var folder = string.IsNullOrWhiteSpace(named) ? FashionMnist.CacheFolder : named;
        var missing = new FashionMnistFolder(folder).Missing(FashionMnist.Files).Count;
        return new(
            "Fashion-MNIST",
            missing == 0
                ? folder
                : $"{folder} lacks {missing} files: they are downloaded to the cache where nothing is named by "
                    + FashionMnist.FolderVariable);
    }

    private static MachineFact Folder(string name, string path, string remedy) =>
        new(name, path, IsWritable(path) ? null : $"cannot be written to; {remedy}");

    private static bool IsWritable(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            using var file = new FileStream(
                Path.Combine(path, Path.GetRandomFileName()),
                FileMode.CreateNew,
                FileAccess.Write,
                FileShare.None,
                1,
                FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The value of a line <c>name : value</c>.</summary>
    private static string? Field(string file, string name) => File.Exists(file)
        ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
        : null;
}
