using System.Text.RegularExpressions;

namespace ResNetMLNet.Evaluation.Packages;

/// <summary>The README's suite as a project that references nothing but packages.</summary>
internal sealed partial class PackagedSuite
{
    private readonly string _folder;
    private readonly OutsideProcess _process;
    private readonly OutsideProcess _rewriting;

    /// <param name="feed">Where the packages come from.</param>
    public PackagedSuite(PackageFeed feed)
    {
        _folder = Directory.CreateDirectory(Path.Combine(feed.Folder, "suite")).FullName;
        _process = new OutsideProcess(_folder, ("NUGET_PACKAGES", feed.Cache));
        _rewriting = new OutsideProcess(_folder, ("NUGET_PACKAGES", feed.Cache), ("REWRITE_GOLDEN_ROWS", "1"));
        Write("global.json", """{ "test": { "runner": "Microsoft.Testing.Platform" } }""");
        Write("Suite.cs", Suite());
        Write("Suite.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <EnableMSTestRunner>true</EnableMSTestRunner>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="MSTest.TestAdapter" Version="4.5.1" />
                <PackageReference Include="ResNetMLNet.Testing" Version="{PackageFeed.Version}" />
              </ItemGroup>
            </Project>
            """);
        _process.Run("dotnet", "build", "-c", "Release", "--nologo", $"-p:OutputPath={Output}/");
    }

    private string Output => Path.Combine(_folder, "output");

    /// <summary>Puts a model and the pictures it is judged by where the suite looks for them.</summary>
    /// <param name="model">The file of the model.</param>
    /// <param name="production">The file of the one in production.</param>
    /// <param name="pictures">The folder of the pictures.</param>
    public void Give(string model, string production, string pictures)
    {
        File.Copy(model, Path.Combine(Output, "model.zip"), overwrite: true);
        File.Copy(production, Path.Combine(Output, "production.zip"), overwrite: true);
        if (!Path.Exists(Path.Combine(Output, "test")))
            Directory.CreateSymbolicLink(Path.Combine(Output, "test"), pictures);
    }

    /// <summary>Has the golden rows written, for which that test is inconclusive and no other fails.</summary>
    public string Rewrite() => _rewriting.Run("dotnet", Test);

    /// <summary>Runs what has to pass.</summary>
    public string Pass() => _process.Run("dotnet", Test);

    /// <summary>Runs what has to fail, and gives what it says.</summary>
    public string Fail() => _process.RunInVain("dotnet", Test);

    private string[] Test => ["exec", Path.Combine(Output, "Suite.dll"), "--no-ansi"];

    private static string Suite() => CSharpBlock().Matches(File.ReadAllText(OutsideProgram.Beside("README.md")))
        .Select(match => match.Groups[1].Value).Single(example => example.Contains("[TestClass]", StringComparison.Ordinal));

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(_folder, name), content);

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();
}
