using System.Diagnostics;
using System.Text;
using ResNetMLNet.Benchmarks.CommandLine;
using ResNetMLNet.Interop;

namespace ResNetMLNet.Benchmarks.Running;

/// <summary>The parent's side of a child process that answers in lines; disposing ends the child at once.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;
    private readonly string _name;
    private readonly StringBuilder _errors = new();

    private WorkerProcess(string name, Process process)
    {
        _name = name;
        _process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
                _errors.AppendLine(line.Data);
        };
        process.BeginErrorReadLine();
    }

    /// <summary>Starts this program again.</summary>
    /// <param name="name">What to call the child in messages.</param>
    /// <param name="arguments">Its command line.</param>
    public static WorkerProcess Start(string name, IEnumerable<string> arguments) => new(
        name,
        Process.Start(SelfProcess.With(arguments)) ?? throw new BenchmarkException($"The process of '{name}' did not start."));

    /// <summary>Asks for a round and waits for its result.</summary>
    /// <exception cref="BenchmarkException">The child failed; the message holds its error text.</exception>
    public async Task<Round> RunAsync(CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(WorkerLine.Go.AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        return await ReadAsync<Round>(cancellationToken);
    }

    /// <summary>Waits for the child's next message.</summary>
    /// <exception cref="BenchmarkException">The child failed; the message holds its error text.</exception>
    public async Task<T> ReadAsync<T>(CancellationToken cancellationToken)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            // Native libraries write to standard output as they please.
            if (line.StartsWith('{'))
                return WorkerLine.Parse<T>(line);
        }
        await _process.WaitForExitAsync(cancellationToken);
        throw new BenchmarkException($"'{_name}' ended with exit code {_process.ExitCode}.{Environment.NewLine}{Errors()}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private string Errors()
    {
        lock (_errors)
            return _errors.ToString().Trim();
    }
}
