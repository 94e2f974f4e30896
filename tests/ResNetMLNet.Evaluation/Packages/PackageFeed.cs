using System.IO.Compression;

namespace ResNetMLNet.Evaluation.Packages;

/// <summary>
/// A folder with the packages of this build, from which programs below it restore into an empty cache. What others made comes
/// from the packages that this repository was restored with, so that no network is needed.
/// </summary>
internal sealed class PackageFeed : IDisposable
{
    /// <summary>A version that no other feed has.</summary>
    public const string Version = "0.1.0-test";

    public PackageFeed()
    {
        new OutsideProcess(OutsideProgram.Metadata("Repository")).Run(
            "dotnet", "pack", "--no-build", "-c", OutsideProgram.Metadata("Configuration"), $"-p:PackageVersion={Version}", $"-p:PackageOutputPath={Packages}");
        File.WriteAllText(Path.Combine(Folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="packed" value="{Packages}" />
                <add key="others" value="{OutsideProgram.Metadata("PackageCache")}" />
              </packageSources>
              <packageSourceMapping><clear /></packageSourceMapping>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
            </configuration>
            """);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("ResNetMLNet-").FullName;

    /// <summary>The cache that the programs have in common, empty before the first is restored.</summary>
    public string Cache => Path.Combine(Folder, "cache");

    private string Packages => Path.Combine(Folder, "packages");

    /// <summary>A package that the build has made.</summary>
    public PackageFile Open(string name) => new(Path.Combine(Packages, $"{name}.{Version}.nupkg"));

    /// <summary>Adds a package in version 3.0.0 that somebody else could have made.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="dependencies">What is within its element for those.</param>
    public void Add(string name, string dependencies)
    {
        using var package = ZipFile.Open(Path.Combine(Packages, name + ".3.0.0.nupkg"), ZipArchiveMode.Create);
        using (var writer = new StreamWriter(package.CreateEntry(name + ".nuspec").Open()))
        {
            writer.Write($"""
                <package><metadata>
                  <id>{name}</id><version>3.0.0</version><authors>others</authors><description>{name}</description>
                  <dependencies><group targetFramework="net6.0">{dependencies}</group></dependencies>
                </metadata></package>
                """);
        }
        package.CreateEntryFromFile(OutsideProgram.Beside("SkiaSharp.dll"), "lib/net6.0/SkiaSharp.dll");
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
