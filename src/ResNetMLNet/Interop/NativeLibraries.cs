using TorchSharp;

namespace ResNetMLNet.Interop;

/// <summary>
/// The door to libtorch: whatever calls TorchSharp calls <see cref="EnsureLoaded"/> first.
/// </summary>
/// <remarks>
/// TorchSharp loads its native libraries on first use, and where that fails it copies hundreds of megabytes beside the
/// program and prints a page of trace. Loading them here turns this into one exception with a cause and a remedy. What
/// is loaded here is found again by TorchSharp, by name.
/// </remarks>
internal static class NativeLibraries
{
    /// <summary>Environment variable that names the folder <c>torch/lib</c> of an installed PyTorch.</summary>
    internal const string TorchFolderVariable = "RESNETMLNET_TORCH_LIB";

    private static readonly Lock Gate = new();
    private static volatile bool _loaded;
    private static bool _loadedFromPackage;

    /// <summary>
    /// Whether the libtorch that was loaded lies among the application's own files, where TorchSharp's package puts it. One that
    /// was found otherwise, as an installed PyTorch, may be of any version.
    /// </summary>
    internal static bool LoadedFromPackage
    {
        get
        {
            EnsureLoaded();
            return _loadedFromPackage;
        }
    }

    /// <summary>Loads libtorch and TorchSharp's native library, once per process; later calls cost one read.</summary>
    /// <exception cref="DllNotFoundException">They do not load. The message names cause and remedy.</exception>
    internal static void EnsureLoaded()
    {
        if (_loaded)
        {
            return;
        }

        lock (Gate)
        {
            if (!_loaded)
            {
                Load(Environment.GetEnvironmentVariable(TorchFolderVariable));
                TorchThreads.Apply();
                _loaded = true;
            }
        }
    }

    private static void Load(string? installed)
    {
        bool cuda = string.IsNullOrWhiteSpace(installed)
            ? LoadDeployed()
            : LoadInstalled(Path.TrimEndingDirectorySeparator(Path.GetFullPath(installed)));
        Nnpack.TurnOff();
        if (cuda)
        {
            torch.TryInitializeDeviceType(DeviceType.CUDA);

            // As delivered, cuDNN rounds the factors of convolutions to 10 bits: scores are then not those of a CPU to the fourth digit.
            torch.backends.cudnn.allow_tf32 = false;
        }
    }

    /// <summary>Loads what the application brings along.</summary>
    /// <returns>Whether that includes CUDA.</returns>
    private static bool LoadDeployed()
    {
        var attempt = new NativeLoad();
        bool cuda = NativeFile.Find(NativeFile.TorchCuda) is { } file && attempt.TryOpen(file);

        // Not torch_cpu alone: a copy of LibTorchSharp in a folder of its own finds its libtorch by what is loaded.
        attempt.TryOpenDeployed(NativeFile.Torch);
        _loadedFromPackage = NativeFile.Find(NativeFile.TorchCpu) is not null;
        LoadLibTorchSharp(attempt, installed: null);
        return cuda;
    }

    /// <summary>Loads libtorch from an installed PyTorch and TorchSharp's library from the application.</summary>
    /// <returns>Whether that includes CUDA.</returns>
    private static bool LoadInstalled(string folder)
    {
        string torchFile = Path.Combine(folder, NativeFile.NameOf(NativeFile.Torch));
        if (!File.Exists(torchFile))
        {
            throw NativeLoadError.NoPyTorch(folder);
        }

        // Two copies of libtorch register the same operators twice, which aborts the process.
        if (NativeFile.Find(NativeFile.TorchCpu) is { } own && Path.GetDirectoryName(own) != folder)
        {
            throw NativeLoadError.TwoCopies(folder, own);
        }

        var attempt = new NativeLoad();
        string cudaFile = Path.Combine(folder, NativeFile.NameOf(NativeFile.TorchCuda));
        bool cuda = File.Exists(cudaFile) && attempt.TryOpen(cudaFile);
        attempt.TryOpen(torchFile);
        LoadLibTorchSharp(attempt, folder);
        return cuda;
    }

    private static void LoadLibTorchSharp(NativeLoad attempt, string? installed)
    {
        if (!attempt.TryOpenDeployed(NativeFile.LibTorchSharp) && !attempt.TryOpen(NativeFile.Fallback))
        {
            throw NativeLoadError.Explain(
                attempt.Failures,
                hasLibTorchSharp: NativeFile.Find(NativeFile.LibTorchSharp) is not null,
                hasTorch: installed is not null || NativeFile.Find(NativeFile.Torch) is not null,
                installed);
        }
    }
}
