using System.Diagnostics;

namespace ResNetMLNet.Tests.Documentation;

/// <summary>An example that runs in a process and a folder of its own, with the libraries of the tests.</summary>
internal sealed class ExampleProgram : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    public ExampleProgram(Example example, string folder, params string[] arguments)
    {
        var program = Path.Combine(folder, "Example.dll");
        example.Emit(program);
        var tests = Path.ChangeExtension(typeof(ExampleProgram).Assembly.Location, null);
        string[] host = ["exec", "--depsfile", tests + ".deps.json", "--runtimeconfig", tests + ".runtimeconfig.json"];
        _process = Process.Start(new ProcessStartInfo("dotnet", [.. host, program, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>What it writes until it ends, which it has to do well.</summary>
    public string Output()
    {
        var output = _process.StandardOutput.ReadToEnd();
        _process.WaitForExit();
        Assert.AreEqual(0, _process.ExitCode, output + _errors.Result);
        return output;
    }

    /// <summary>The rest of the first line that has a text in it.</summary>
    public string After(string text)
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (line.Split(text) is [_, var rest])
                return rest;
        }

        throw new AssertFailedException($"The example ended without '{text}': {_errors.Result}");
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
