using System.Runtime.InteropServices;
using ResNetMLNet.Pipelines.Common.Output;

namespace ResNetMLNet.Pipelines.Common.CommandLine;

/// <summary>
/// Ctrl+C, SIGTERM and a closed terminal as a cancellation token: the first asks the program to stop, a second Ctrl+C or
/// SIGTERM ends it at once.
/// </summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly ProgramConsole _console;
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Starts to listen to the signals.</summary>
    public Interrupt(ProgramConsole console)
    {
        _console = console;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnHangUp),
        ];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether an exception comes from a cancellation: what ML.NET's reading threads throw arrives wrapped.</summary>
    public static bool IsBehind(Exception? exception) =>
        exception is OperationCanceledException || (exception is not null && IsBehind(exception.InnerException));

    /// <inheritdoc/>
    public void Dispose()
    {
        // The source is left as it is: a signal on its way is handled even now, on a thread on which no exception is caught.
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
    }

    /// <summary>A terminal that is closed sends the signal more than once: by its shell and by the system.</summary>
    private void OnHangUp(PosixSignalContext context)
    {
        context.Cancel = true;
        _source.Cancel();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (_source.IsCancellationRequested)
        {
            // Left to the system, which ends the process: no handler of ours may hold it up.
            _console.ShowCursor();
            return;
        }

        context.Cancel = true;
        _source.Cancel();
    }
}
