using System.Reflection;

namespace ResNetMLNet.Tests.Interop;

/// <summary>The package that TorchSharp's native library comes from, as restored where the tests were built.</summary>
internal static class TorchSharpPackage
{
    /// <summary>The native library for Linux as the package has it.</summary>
    internal static string Library { get; } =
        Path.Combine(Root, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");

    private static string Root => typeof(TorchSharpPackage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "TorchSharpPackage").Value!;

    internal static byte[] ReadLibrary()
    {
        if (!File.Exists(Library))
        {
            Assert.Inconclusive($"The tests run elsewhere than they were built: there is no '{Library}'.");
        }

        return File.ReadAllBytes(Library);
    }
}
