using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ResNetMLNet.Diagnostics;

/// <summary>Has kernels tried by further processes of this program: behind one that ends its process the next one goes on.</summary>
/// <param name="start">How a process is started that tries kernels from a number on.</param>
/// <param name="progress">Hears of each kernel before it is tried.</param>
internal sealed class KernelSweepProcess(Func<int, ProcessStartInfo> start, IProgress<string>? progress)
{
    private const int LastOfPrograms = 127;

    private readonly List<KernelVerdict> _verdicts = [];
    private KernelSweep.SweepLine? _begun;
    private int _count = int.MaxValue;

    /// <summary>Tries all kernels.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="InvalidOperationException">A process does not try kernels.</exception>
    public IReadOnlyList<KernelVerdict> Run(CancellationToken cancellationToken)
    {
        while (_verdicts.Count < _count)
        {
            var before = _verdicts.Count;
            var (exitCode, errors) = RunProcess(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();

            // A crash gives a number above these, as does a signal; the program itself gives one of them, as for want of memory.
            if (_begun is not null && exitCode is <= 0 or > LastOfPrograms)
                Add(_begun, KernelState.Crashed);
            if (_begun is not null || _verdicts.Count == before)
                throw new InvalidOperationException($"The process that tries the kernels ended with exit code {exitCode}: {errors}");
        }
        return _verdicts;
    }

    /// <summary>Reads what one process tells, and gives its exit code and what it wrote to standard error.</summary>
    private (int ExitCode, string Errors) RunProcess(CancellationToken cancellationToken)
    {
        using var process = Process.Start(start(_verdicts.Count))!;
        using var ending = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        while (process.StandardOutput.ReadLine() is { } line)
            Read(line);
        process.WaitForExit();
        return (process.ExitCode, errors.GetAwaiter().GetResult().Trim());
    }

    private void Read(string text)
    {
        // Native libraries may write lines of their own, and a process that ends may leave half of one.
        if (!text.StartsWith('{') || !text.EndsWith('}'))
            return;
        var line = JsonSerializer.Deserialize<KernelSweep.SweepLine>(text)!;
        _count = line.Count;
        if (line.State is { } state)
        {
            Add(line, state);
            return;
        }
        _begun = line;
        progress?.Report(string.Create(CultureInfo.InvariantCulture, $"{line.Number + 1} of {line.Count}: {line.Kernel}"));
    }

    private void Add(KernelSweep.SweepLine line, KernelState state)
    {
        _verdicts.Add(new KernelVerdict(line.Kernel, line.IsUsed, state, line.Error, line.Message));
        _begun = null;
    }
}
