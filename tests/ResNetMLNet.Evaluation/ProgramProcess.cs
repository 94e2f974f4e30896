using System.Diagnostics;
using System.Text;

namespace ResNetMLNet.Evaluation;

/// <summary>The program of <c>pipelines/FashionMnist</c> in a process of its own; disposing kills it.</summary>
internal sealed class ProgramProcess : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly StringBuilder _progress = new();

    private ProgramProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_progress)
                _progress.Append(line.Data).Append('\n');
        };
        // Nobody reads the results, but a full pipe would stop the program.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it has written to standard error so far.</summary>
    public string Progress
    {
        get
        {
            lock (_progress)
                return _progress.ToString();
        }
    }

    /// <summary>
    /// The program where it was built, since beside the tests lies less: not what the web framework brings, which is theirs too.
    /// </summary>
    public static string Executable
    {
        get
        {
            var here = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(
                OutsideProgram.Metadata("Repository"),
                "pipelines",
                "FashionMnist",
                "bin",
                OutsideProgram.Metadata("Configuration"),
                here.Parent!.Name,
                here.Name,
                OperatingSystem.IsWindows() ? "FashionMnist.exe" : "FashionMnist");
        }
    }

    /// <summary>Starts the program, or a command that starts it in its turn.</summary>
    public static ProgramProcess Start(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // With as many threads the same training gives the same bits, however busy or large the machine is.
        start.Environment["OMP_NUM_THREADS"] = "1";
        return new ProgramProcess(Process.Start(start)!);
    }

    /// <summary>Waits for something that the program does; false if it ended before.</summary>
    public bool WaitUntil(Func<bool> isDone)
    {
        var started = Stopwatch.GetTimestamp();
        while (!isDone())
        {
            if (_process.HasExited)
                return isDone();
            if (Stopwatch.GetElapsedTime(started) > _patience)
                Assert.Fail($"What was waited for did not come.\n{Progress}");
            Thread.Sleep(2);
        }
        return true;
    }

    /// <summary>Waits until it ends, and gives the exit code.</summary>
    public int WaitForExit()
    {
        if (!_process.WaitForExit(_patience))
            Assert.Fail($"The program does not end.\n{Progress}");
        // Unlike the wait with a limit, this one waits for the last lines as well.
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>SIGKILL, with which no handler runs and nothing is tidied up.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }
}
