using TorchSharp;

namespace ResNetMLNet.Interop;

/// <summary>Names and places of the native libraries.</summary>
internal static class NativeFile
{
    internal const string Torch = "torch";
    internal const string TorchCpu = "torch_cpu";
    internal const string TorchCuda = "torch_cuda";
    internal const string LibTorchSharp = "LibTorchSharp";

    /// <summary>
    /// Where the library's project puts a LibTorchSharp that loads on older Linux systems, for applications that
    /// reference the project and so do not import the package's build targets (<c>LibTorchSharpFallback.targets</c>).
    /// </summary>
    internal static string Fallback { get; } =
        Path.Combine(AppContext.BaseDirectory, "resnetmlnet", "linux-x64", "libLibTorchSharp.so");

    /// <summary>The file name of a library on this system.</summary>
    internal static string NameOf(string library) =>
        OperatingSystem.IsWindows() ? $"{library}.dll"
        : OperatingSystem.IsMacOS() ? $"lib{library}.dylib"
        : $"lib{library}.so";

    /// <summary>The library's file, if it is where the runtime looks for native files of this application.</summary>
    internal static string? Find(string library) =>
        Folders.Select(folder => Path.Combine(folder, NameOf(library))).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Folders
    {
        get
        {
            // Empty in a single-file application, which has its files in the base directory.
            string assembly = typeof(torch).Assembly.Location;
            string native = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
            return native.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Prepend(AppContext.BaseDirectory)
                .Prepend(assembly.Length == 0 ? AppContext.BaseDirectory : Path.GetDirectoryName(assembly)!);
        }
    }
}
