using System.Reflection;
using System.Text.RegularExpressions;

namespace ResNetMLNet.Evaluation;

/// <summary>A program outside of the solution that references what it is told to and nothing else.</summary>
internal sealed partial class OutsideProgram : IDisposable
{
    private const string Central = "Directory.Packages.props";

    private static readonly string[] _plainPackages =
        ["Microsoft.ML", "Microsoft.ML.OnnxTransformer", "Microsoft.ML.OnnxRuntime"];

    private OutsideProgram(params string[] references)
    {
        Folder = Directory.CreateTempSubdirectory("ResNetMLNet-").FullName;
        var project = File.ReadAllText(Beside("OutsideProgram/OutsideProgram.csproj.template"));
        Write("OutsideProgram.csproj", project.Replace("{References}", string.Concat(references), StringComparison.Ordinal));
    }

    /// <summary>The folder of the program, in which it runs.</summary>
    public string Folder { get; }

    /// <summary>The names of the files that the build has made.</summary>
    public IEnumerable<string> Files =>
        Directory.EnumerateFiles(Path.Combine(Folder, "bin"), "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path));

    /// <summary>One that references all of the library.</summary>
    public static OutsideProgram WithTorchSharp()
    {
        var program = new OutsideProgram(Project("LibraryProject"), Project("OnnxRuntimeProject"));
        program.Write("Program.cs", File.ReadAllText(Beside("OutsideProgram/Program.cs")));
        return program.Built();
    }

    /// <summary>The same program with nothing but the part for ONNX Runtime.</summary>
    public static OutsideProgram WithoutTorchSharp()
    {
        var program = new OutsideProgram(Project("OnnxRuntimeProject"));
        program.Write("Program.cs", File.ReadAllText(Beside("OutsideProgram/Program.cs")));
        return program.Built();
    }

    /// <summary>The example of the guide that knows ML.NET only.</summary>
    public static OutsideProgram PlainExample()
    {
        var program = new OutsideProgram([.. _plainPackages.Select(package => $"<PackageReference Include=\"{package}\" />")]);
        program.Write(Central, File.ReadAllText(Beside(Central)));
        program.Write("Program.cs", Examples().Single(IsPlain));
        return program.Built();
    }

    /// <summary>Runs the built program and gives what it writes.</summary>
    public string[] Execute(params string[] arguments) =>
        Run(["run", "--no-build", "-c", Metadata("Configuration"), "--", .. arguments]).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private OutsideProgram Built()
    {
        Run("build", "-c", Metadata("Configuration"), "--nologo");
        return this;
    }

    internal static string Metadata(string key) =>
        typeof(OutsideProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    private static string Project(string key) => $"<ProjectReference Include=\"{Metadata(key)}\" />";

    internal static string Beside(string name) => Path.Combine(AppContext.BaseDirectory, name);

    private static IEnumerable<string> Examples() =>
        CSharpBlock().Matches(File.ReadAllText(Beside("leaving-torchsharp.md"))).Select(match => match.Groups[1].Value);

    private static bool IsPlain(string example) => !example.Contains("using ResNetMLNet", StringComparison.Ordinal);

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(Folder, name), content);

    private string Run(params string[] arguments) => new OutsideProcess(Folder).Run("dotnet", arguments);

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();
}
