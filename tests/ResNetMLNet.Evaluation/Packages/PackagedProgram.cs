namespace ResNetMLNet.Evaluation.Packages;

/// <summary>A program that references nothing but packages.</summary>
internal sealed class PackagedProgram
{
    private readonly string _name;
    private readonly string _folder;
    private readonly OutsideProcess _process;

    /// <param name="feed">Where the packages come from.</param>
    /// <param name="name">Its name, and that of its source.</param>
    /// <param name="packages">The packages with their versions.</param>
    public PackagedProgram(PackageFeed feed, string name, params (string Name, string Version)[] packages)
    {
        _name = name;
        _folder = Directory.CreateDirectory(Path.Combine(feed.Folder, Guid.NewGuid().ToString("N"))).FullName;
        _process = new OutsideProcess(_folder, ("NUGET_PACKAGES", feed.Cache));
        WriteProject(packages);
        foreach (var source in new[] { "Pictures.cs", name + ".cs" })
            File.Copy(OutsideProgram.Beside(Path.Combine("Packages", "Programs", source)), Path.Combine(_folder, source));
    }

    private string[] Release => ["-c", "Release", "--nologo", $"-p:OutputPath={Output}/"];

    private string Output => Path.Combine(_folder, "output");

    private string Published => Path.Combine(_folder, "published");

    /// <summary>The names of the files that the build has made.</summary>
    public IEnumerable<string> Files => Names(Output);

    /// <summary>The names of the files that the publication has made.</summary>
    public IEnumerable<string> PublishedFiles => Names(Published);

    public PackagedProgram Build()
    {
        _process.Run("dotnet", ["build", .. Release]);
        return this;
    }

    /// <summary>What the build says as it fails.</summary>
    public string BuildInVain(params string[] arguments) =>
        _process.RunInVain("dotnet", ["build", .. Release, .. arguments]);

    /// <summary>Publishes what is built, as one file but for native libraries.</summary>
    /// <remarks>On the machine's runtime and without the analyzer: both would have to be downloaded.</remarks>
    public void PublishSingleFile() => _process.Run(
        "dotnet",
        ["publish", "--no-build", .. Release, "-o", Published, "-p:PublishSingleFile=true", "-p:SelfContained=false", "-p:EnableSingleFileAnalyzer=false"]);

    /// <summary>Runs what is built and gives what it writes.</summary>
    public string[] Execute(params string[] arguments) => Lines(_process.Run(Executable(Output), arguments));

    /// <summary>Runs what is published and gives what it writes.</summary>
    public string[] ExecutePublished(params string[] arguments) => Lines(_process.Run(Executable(Published), arguments));

    private static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path));

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private string Executable(string folder) => Path.Combine(folder, OperatingSystem.IsWindows() ? _name + ".exe" : _name);

    private void WriteProject((string Name, string Version)[] packages)
    {
        var project = File.ReadAllText(OutsideProgram.Beside("OutsideProgram/OutsideProgram.csproj.template"));
        var references = packages.Select(package => $"<PackageReference Include=\"{package.Name}\" Version=\"{package.Version}\" />");
        project = project.Replace("{References}", string.Concat(references), StringComparison.Ordinal);
        if (_name == "Web")
            project = project.Replace("Microsoft.NET.Sdk", "Microsoft.NET.Sdk.Web", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, _name + ".csproj"), project);
    }
}
