using System.Diagnostics;
using ResNetMLNet.Interop;

namespace ResNetMLNet.Tests.Interop;

/// <summary>
/// A folder with the managed files of the test program and the native ones that a test adds, to run
/// <see cref="StartupHook"/> in.
/// </summary>
internal sealed class Deployment : IDisposable
{
    private static readonly string Here = AppContext.BaseDirectory;

    internal Deployment()
    {
        Folder = Directory.CreateTempSubdirectory("resnetmlnet-").FullName;
        foreach (string file in Directory.EnumerateFiles(Here).Where(f => Path.GetExtension(f) is ".dll" or ".json"))
        {
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));
        }
    }

    internal string Folder { get; }

    /// <summary>Adds libtorch, by links, to a folder below.</summary>
    internal string AddTorch(string subfolder = "")
    {
        string folder = Directory.CreateDirectory(Path.Combine(Folder, subfolder)).FullName;
        var names = Directory.EnumerateFiles(Here, "lib*.so*").Select(file => Path.GetFileName(file));
        foreach (string name in names.Where(name => name != "libLibTorchSharp.so"))
        {
            File.CreateSymbolicLink(Path.Combine(folder, name), Path.Combine(Here, name));
        }

        return folder;
    }

    /// <summary>Adds a file under a path below.</summary>
    internal void Add(string source, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Folder, path))!);
        File.Copy(source, Path.Combine(Folder, path));
    }

    /// <summary>What the hook says there.</summary>
    /// <param name="torchFolder">The folder that the environment names for libtorch.</param>
    /// <param name="keepMemory">Whether the program keeps freed memory and trains.</param>
    internal string Load(string? torchFolder = null, bool keepMemory = false)
    {
        string program = Path.Combine(Folder, Path.GetFileName(typeof(Deployment).Assembly.Location));
        return Run(program, new Dictionary<string, string?>
        {
            [NativeLibraries.TorchFolderVariable] = torchFolder, [StartupHook.KeepMemoryVariable] = keepMemory ? "1" : null,
        });
    }

    /// <summary>What the hook says in a process of a test program.</summary>
    /// <param name="program">The test program.</param>
    /// <param name="environment">The environment variables that differ from those of this process.</param>
    internal static string Run(string program, IReadOnlyDictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo("dotnet", [program])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_STARTUP_HOOKS"] = program;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output + errors.Result;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
