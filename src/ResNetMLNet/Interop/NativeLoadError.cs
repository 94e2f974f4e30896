using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using TorchSharp;

namespace ResNetMLNet.Interop;

/// <summary>Says why libtorch does not load, and what to do about it.</summary>
internal static partial class NativeLoadError
{
    private const string Packages = "TorchSharp-cpu, TorchSharp-cuda-linux or TorchSharp-cuda-windows";

    /// <summary>The libtorch that TorchSharp was built for, as in 2.10.0.</summary>
    /// <remarks>Read as a constant: TorchSharp's own property loads the native libraries.</remarks>
    internal static string RequiredVersion { get; } =
        typeof(torch).GetField("libtorchPackageVersion", BindingFlags.NonPublic | BindingFlags.Static)
            ?.GetRawConstantValue() is string version ? Version.Parse(version).ToString(3) : "that of its package";

    /// <summary>The named folder is not that of an installed PyTorch.</summary>
    internal static DllNotFoundException NoPyTorch(string folder)
    {
        string what = Directory.Exists(folder) ? $"has no {NativeFile.NameOf(NativeFile.Torch)}" : "does not exist";
        return new DllNotFoundException(
            $"{NativeLibraries.TorchFolderVariable} is set to '{folder}', a folder that {what}. Set it to the folder " +
            "torch/lib of a PyTorch install, whose parent is printed by " +
            "'python3 -c \"import os, torch; print(os.path.dirname(torch.__file__))\"', or unset it.");
    }

    /// <summary>An installed PyTorch is named although the application deploys libtorch itself.</summary>
    internal static DllNotFoundException TwoCopies(string folder, string own) => new(
        $"{NativeLibraries.TorchFolderVariable} is set to '{folder}', but the application brings its own libtorch: " +
        $"'{own}'. One process cannot hold both. Unset the variable, or build without libtorch: set the MSBuild " +
        "property ResNetMLNetCpuBackend to false.");

    /// <summary>Explains a failed attempt.</summary>
    /// <param name="details">What the loader said.</param>
    /// <param name="hasLibTorchSharp">Whether TorchSharp's native library is among the application's files.</param>
    /// <param name="hasTorch">Whether there is a libtorch to load.</param>
    /// <param name="installed">The folder of an installed PyTorch, if libtorch comes from there.</param>
    internal static DllNotFoundException Explain(
        string details, bool hasLibTorchSharp, bool hasTorch, string? installed)
    {
        string cause = TooOld(details)
            ?? WrongTorch(details, installed)
            ?? Incomplete(hasLibTorchSharp, hasTorch)
            ?? Unknown(details);
        return new DllNotFoundException($"libtorch cannot be loaded: {cause}{Environment.NewLine}{details}");
    }

    private static string? TooOld(string details)
    {
        if (VersionNotFound.Match(details) is not { Success: true } match)
        {
            return null;
        }

        string version = match.Groups[1].Value;
        return version == "GLIBCXX_3.4.32"
            ? $"the C++ runtime of this system lacks {version}. Let the build relax this requirement " +
              "(ResNetMLNetPatchLibTorchSharp, on by default, must not be false), or install libstdc++ of GCC 13 or " +
              "later, which comes with Debian 13, Ubuntu 24.04 and Fedora 38."
            : $"this system lacks {version}. Run on a newer release of it.";
    }

    private static string? WrongTorch(string details, string? installed)
    {
        if (UndefinedSymbol.Match(details) is not { Success: true } match)
        {
            return null;
        }

        string found = installed is null ? "the one that is deployed" : $"{VersionIn(installed)} in '{installed}'";
        return $"TorchSharp {TorchSharpVersion} needs libtorch {RequiredVersion}, and {found} lacks the symbol " +
            $"{match.Groups[1].Value}. " +
            (installed is null
                ? $"Reference one of the packages {Packages} {TorchSharpVersion} and no other libtorch."
                : $"Install PyTorch {RequiredVersion} and set {NativeLibraries.TorchFolderVariable} to its folder " +
                  "torch/lib.");
    }

    private static string? Incomplete(bool hasLibTorchSharp, bool hasTorch)
    {
        string platform = $"{RuntimeInformation.OSDescription} ({RuntimeInformation.RuntimeIdentifier})";
        if (!hasLibTorchSharp)
        {
            return $"{NativeFile.NameOf(NativeFile.LibTorchSharp)} is not among the files of the application. " +
                $"TorchSharp {TorchSharpVersion} has it for linux-x64, win-x64, win-arm64 and osx-arm64; this is " +
                $"{platform}. Build or publish for one of these, and deploy all files.";
        }

        return hasTorch
            ? null
            : $"no package brings libtorch for {platform}. Reference {Packages} {TorchSharpVersion}, or set " +
              $"{NativeLibraries.TorchFolderVariable} to the folder torch/lib of a PyTorch {RequiredVersion} install.";
    }

    private static string Unknown(string details) => MissingFile.Match(details) is { Success: true } match
        ? $"it depends on {match.Groups[1].Value}, which neither its folder nor this system has. Deploy all files of " +
          "libtorch, or install the package of the system that has this one."
        : $"the loader refuses it. TorchSharp {TorchSharpVersion} needs libtorch {RequiredVersion}. Its message:";

    private static string TorchSharpVersion => typeof(torch).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary>The version that a PyTorch install says it has.</summary>
    private static string VersionIn(string folder)
    {
        string file = Path.Combine(folder, "..", "version.py");
        return File.Exists(file) && PythonVersion.Match(File.ReadAllText(file)) is { Success: true } match
            ? "PyTorch " + match.Groups[1].Value
            : "the libtorch";
    }

    [GeneratedRegex(@"version [`']([\w.]+)' not found")]
    private static partial Regex VersionNotFound { get; }

    [GeneratedRegex(@"undefined symbol: (\w+)")]
    private static partial Regex UndefinedSymbol { get; }

    [GeneratedRegex(@"(\S+): cannot open shared object file")]
    private static partial Regex MissingFile { get; }

    [GeneratedRegex(@"__version__\s*=\s*['""]([^'""]+)['""]")]
    private static partial Regex PythonVersion { get; }
}
