using System.Diagnostics;
using System.Runtime.InteropServices;
using ResNetMLNet.Reports;

namespace ResNetMLNet.Testing.Deployment;

/// <summary>A process that loads a saved model with nothing registered and scores rows; it has the assemblies of the tests.</summary>
internal static class AnotherProcess
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(5);

    /// <summary>Saves model and rows, and has another process score them.</summary>
    /// <param name="report">The report of the model.</param>
    /// <param name="rows">How many of the first rows are scored.</param>
    /// <exception cref="InvalidOperationException">The process failed; the message has what it wrote.</exception>
    public static IReadOnlyList<float[]> Score(ModelReport report, int rows)
    {
        var folder = Directory.CreateTempSubdirectory("ResNetMLNet.Testing.");
        try
        {
            var exchange = new Exchange(folder.FullName);
            exchange.Write(report, rows);
            Run([.. Host(), typeof(AnotherProcess).Assembly.Location, folder.FullName, report.ScoreColumnName]);
            return exchange.ReadScores();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Run(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeLimit))
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"The process that loads the model has not ended within {TimeLimit.TotalMinutes} minutes.");
        }
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"The process that loads the model ended with {process.ExitCode}: {error.Result}{output.Result}");
        }
    }

    /// <summary>The host of this process's own runtime, told to find assemblies where this process finds them.</summary>
    private static IEnumerable<string> Host()
    {
        var runtime = RuntimeEnvironment.GetRuntimeDirectory();
        var dotnet = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        var dependencies = (AppContext.GetData("APP_CONTEXT_DEPS_FILES") as string)?.Split(';')[0] ?? "";
        var configuration = Path.ChangeExtension(Path.ChangeExtension(dependencies, null), ".runtimeconfig.json");
        if (!File.Exists(dotnet) || !File.Exists(configuration))
        {
            throw new InvalidOperationException(
                "Another process can only be started from tests that run on an installed .NET with their .deps.json and "
                + ".runtimeconfig.json beside them.");
        }
        return [dotnet, "exec", "--depsfile", dependencies, "--runtimeconfig", configuration];
    }
}
