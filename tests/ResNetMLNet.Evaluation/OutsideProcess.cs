using System.Diagnostics;

namespace ResNetMLNet.Evaluation;

/// <summary>Runs commands outside of the repository to their end.</summary>
/// <param name="folder">Where they run.</param>
/// <param name="environment">The environment variables that differ from those of this process.</param>
internal sealed class OutsideProcess(string folder, params (string Name, string Value)[] environment)
{
    /// <summary>Runs what has to end well.</summary>
    /// <returns>What it wrote to standard output.</returns>
    public string Run(string command, params string[] arguments)
    {
        var (exitCode, output, errors) = Execute(command, arguments);
        Assert.AreEqual(0, exitCode, $"{command} {string.Join(' ', arguments)}\n{output}{errors}");
        return output;
    }

    /// <summary>Runs what has to fail.</summary>
    /// <returns>All that it wrote.</returns>
    public string RunInVain(string command, params string[] arguments)
    {
        var (exitCode, output, errors) = Execute(command, arguments);
        Assert.AreNotEqual(0, exitCode, $"{command} {string.Join(' ', arguments)}\n{output}{errors}");
        return output + errors;
    }

    private (int ExitCode, string Output, string Errors) Execute(string command, string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}
