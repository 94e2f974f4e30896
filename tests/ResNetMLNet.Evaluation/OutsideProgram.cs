using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace ResNetMLNet.Evaluation;

/// <summary>A program outside of the solution that references one project of the library and nothing else.</summary>
internal sealed partial class OutsideProgram : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ResNetMLNet-").FullName;

    private OutsideProgram(string library)
    {
        var source = Path.Combine(AppContext.BaseDirectory, "OutsideProgram");
        File.Copy(Path.Combine(source, "Program.cs"), Path.Combine(_folder, "Program.cs"));
        var project = File.ReadAllText(Path.Combine(source, "OutsideProgram.csproj.template"));
        File.WriteAllText(Path.Combine(_folder, "OutsideProgram.csproj"), project.Replace("{LibraryProject}", Metadata(library), StringComparison.Ordinal));
    }

    /// <summary>One that references all of the library, with the examples of the README in it.</summary>
    public static OutsideProgram WithReadme()
    {
        var program = new OutsideProgram("LibraryProject");
        foreach (var (number, example) in ReadmeExamples().Index())
            File.WriteAllText(Path.Combine(program._folder, $"Readme{number}.cs"), AsSource(example, number));
        return program.Built();
    }

    /// <summary>One that references the part for ONNX Runtime.</summary>
    public static OutsideProgram WithoutTorchSharp() => new OutsideProgram("OnnxRuntimeProject").Built();

    /// <summary>The names of the files that the build has made.</summary>
    public IEnumerable<string> Files => Directory.EnumerateFiles(Path.Combine(_folder, "bin"), "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path));

    /// <summary>Runs the built program and gives what it writes.</summary>
    public string[] Execute(params string[] arguments) =>
        Run(["run", "--no-build", "-c", Metadata("Configuration"), "--", .. arguments]).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private OutsideProgram Built()
    {
        Run("build", "-c", Metadata("Configuration"), "--nologo");
        return this;
    }

    private static string Metadata(string key) =>
        typeof(OutsideProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    private static IEnumerable<string> ReadmeExamples() =>
        CSharpBlock().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md"))).Select(match => match.Groups[1].Value);

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

    private string Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, $"dotnet {string.Join(' ', arguments)}\n{output}{errors.Result}");
        return output;
    }

    [GeneratedRegex(@"^(\[|sealed (class|record) )")]
    private static partial Regex TypeBegin();

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();
}
