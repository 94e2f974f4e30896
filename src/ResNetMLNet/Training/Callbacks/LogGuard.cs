using System.Runtime.CompilerServices;

namespace ResNetMLNet.Training.Callbacks;

/// <summary>Keeps a log that cannot be written from harming the training, which is warned once an outage.</summary>
/// <param name="log">What is written and where, as the beginning of a sentence.</param>
internal sealed class LogGuard(string log)
{
    private readonly ConditionalWeakTable<TrainingRun, Exception> _outages = [];

    /// <summary>Whether the last writing failed.</summary>
    public bool IsOut(TrainingRun run) => _outages.TryGetValue(run, out _);

    /// <summary>Writes, or warns if that fails and the time before did not.</summary>
    public void Write(TrainingRun run, Action write)
    {
        try
        {
            write();
            _outages.Remove(run);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (_outages.TryAdd(run, error))
            {
                run.Warn(
                    $"{log} cannot be written: {error.Message.TrimEnd('.')}. The training goes on without it. "
                    + "Writing is tried again after each epoch and at the end, and makes up for what is missing then.");
            }
        }
    }
}
