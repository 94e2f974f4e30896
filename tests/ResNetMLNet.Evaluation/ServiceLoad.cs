using System.Diagnostics;

namespace ResNetMLNet.Evaluation;

/// <summary>Runs the program that puts load on the prediction service, which is a third process.</summary>
internal static class ServiceLoad
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs it and gives its exit code and all that it wrote.</summary>
    public static (int ExitCode, string Text) Run(string model, params string[] options)
    {
        var start = new ProcessStartInfo(
            Program("ResNetMLNet.Benchmarks"), ["load", "--model", model, "--service", Program("PredictionService"), .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var results = process.StandardOutput.ReadToEndAsync();
        var progress = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(_patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail("The load does not end.");
        }

        return (process.ExitCode, results.Result + progress.Result);
    }

    private static string Program(string name) =>
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? $"{name}.exe" : name);
}
