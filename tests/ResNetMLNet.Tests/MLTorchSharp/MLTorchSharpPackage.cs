using System.Reflection;

namespace ResNetMLNet.Tests.MLTorchSharp;

/// <summary>Microsoft.ML.TorchSharp as the package has it, where the tests were built.</summary>
internal static class MLTorchSharpPackage
{
    /// <summary>The library's file.</summary>
    internal static string Library { get; } = Existing(Path.Combine(Metadata("MLTorchSharpPackage"), "lib", "net8.0", "Microsoft.ML.TorchSharp.dll"));

    /// <summary>The build targets that the package of this repository brings along.</summary>
    internal static string BuildTargets { get; } = Existing(Metadata("BuildTargets"));

    /// <summary>The versions of the repository's packages.</summary>
    internal static string PackageVersions { get; } = Existing(Metadata("PackageVersions"));

    private static string Metadata(string key) => typeof(MLTorchSharpPackage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;

    private static string Existing(string file)
    {
        if (!File.Exists(file))
            Assert.Inconclusive($"The tests run elsewhere than they were built: there is no '{file}'.");
        return file;
    }
}
