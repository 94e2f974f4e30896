using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace ResNetMLNet.Evaluation;

/// <summary>A program outside of the solution that references the library and nothing else.</summary>
internal sealed partial class OutsideProgram : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ResNetMLNet-").FullName;

    public OutsideProgram()
    {
        var source = Path.Combine(AppContext.BaseDirectory, "OutsideProgram");
        File.Copy(Path.Combine(source, "Program.cs"), Path.Combine(_folder, "Program.cs"));
        var project = File.ReadAllText(Path.Combine(source, "OutsideProgram.csproj.template"));
        File.WriteAllText(Path.Combine(_folder, "OutsideProgram.csproj"), project.Replace("{LibraryProject}", Metadata("LibraryProject"), StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(_folder, "Readme.cs"), ReadmeExample());
        Run("build", "-c", Metadata("Configuration"), "--nologo");
    }

    /// <summary>Runs the built program and gives what it writes.</summary>
    public string[] Execute(params string[] arguments) =>
        Run(["run", "--no-build", "-c", Metadata("Configuration"), "--", .. arguments]).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Metadata(string key) =>
        typeof(OutsideProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    /// <summary>The README's C# example as a method: whoever copies it has to be able to build it.</summary>
    private static string ReadmeExample()
    {
        var lines = CSharpBlock().Match(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md"))).Groups[1].Value.Split('\n');
        var isUsing = (string line) => line.StartsWith("using ", StringComparison.Ordinal) && !line.Contains('=', StringComparison.Ordinal);
        return $"{string.Join('\n', lines.Where(isUsing))}\ninternal static class Readme {{ public static void Example() {{\n{string.Join('\n', lines.Where(line => !isUsing(line)))}\n}} }}\n";
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

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();
}
