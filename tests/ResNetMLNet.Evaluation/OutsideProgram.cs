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

    /// <summary>One that references all of the library, with the examples of the README in it that do so too.</summary>
    public static OutsideProgram WithReadme()
    {
        var program = new OutsideProgram(Project("LibraryProject"), Project("OnnxRuntimeProject"));
        program.Write("Program.cs", File.ReadAllText(Beside("OutsideProgram/Program.cs")));
        foreach (var (number, example) in ReadmeExamples().Where(example => !IsPlain(example)).Index())
            program.Write($"Readme{number}.cs", AsSource(example, number));
        return program.Built();
    }

    /// <summary>The same program with nothing but the part for ONNX Runtime.</summary>
    public static OutsideProgram WithoutTorchSharp()
    {
        var program = new OutsideProgram(Project("OnnxRuntimeProject"));
        program.Write("Program.cs", File.ReadAllText(Beside("OutsideProgram/Program.cs")));
        return program.Built();
    }

    /// <summary>The example of the README that knows ML.NET only.</summary>
    public static OutsideProgram PlainReadme()
    {
        var program = new OutsideProgram([.. _plainPackages.Select(package => $"<PackageReference Include=\"{package}\" />")]);
        program.Write(Central, File.ReadAllText(Beside(Central)));
        program.Write("Program.cs", ReadmeExamples().Single(IsPlain));
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

    private static IEnumerable<string> ReadmeExamples() =>
        CSharpBlock().Matches(File.ReadAllText(Beside("README.md"))).Select(match => match.Groups[1].Value);

    private static bool IsPlain(string example) => !example.Contains("using ResNetMLNet", StringComparison.Ordinal);

    /// <summary>An example as a method and the types behind it: whoever copies it has to be able to build it.</summary>
    private static string AsSource(string example, int number)
    {
        var lines = example.Split('\n');
        var usings = lines.TakeWhile(line => line.Length == 0 || line.StartsWith("using ", StringComparison.Ordinal)).ToList();
        var statements = lines.Skip(usings.Count).TakeWhile(line => !TypeBegin().IsMatch(line)).ToList();
        var types = lines.Skip(usings.Count + statements.Count);
        return $"""
            {string.Join('\n', usings)}
            namespace Readme{number};
            internal static class Program
            {"{"}
                public static void Example()
                {"{"}
            {string.Join('\n', statements)}
                {"}"}
            {"}"}
            {string.Join('\n', types)}
            """;
    }

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(Folder, name), content);

    private string Run(params string[] arguments) => new OutsideProcess(Folder).Run("dotnet", arguments);

    [GeneratedRegex(@"^(\[|sealed (class|record) )")]
    private static partial Regex TypeBegin();

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();
}
