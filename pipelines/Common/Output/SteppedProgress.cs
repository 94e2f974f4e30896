namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>
/// Tells how far a work of many steps has come: under a spinner on a terminal, which is gone between the steps, else as lines,
/// every ten seconds at most.
/// </summary>
/// <param name="console">Where it is told.</param>
internal sealed class SteppedProgress(ProgramConsole console)
{
    private long? _lastLine;

    /// <summary>Does a step.</summary>
    /// <param name="what">What is being done.</param>
    /// <param name="step">The step.</param>
    public T During<T>(string what, Func<T> step)
    {
        if (console.IsLive)
            return console.During(what, _ => step());
        if (_lastLine is not { } last || console.Time.GetElapsedTime(last) >= ProgramConsole.LineInterval)
        {
            console.WriteNotice(what);
            _lastLine = console.Time.GetTimestamp();
        }
        return step();
    }
}
