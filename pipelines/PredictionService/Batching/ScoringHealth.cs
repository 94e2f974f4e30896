namespace ResNetMLNet.Pipelines.PredictionService.Batching;

/// <summary>
/// Whether the model scores. One batch that fails may be due to its pictures: a picture without content tells, or the device itself.
/// </summary>
internal sealed class ScoringHealth
{
    private volatile State _state;

    private enum State
    {
        Sound,
        Doubtful,
        Failing,
    }

    /// <summary>Whether the model fails on whatever it is given.</summary>
    public bool IsFailing => _state == State.Failing;

    /// <summary>Whether the latest picture could not be scored.</summary>
    public bool IsInDoubt => _state != State.Sound;

    /// <summary>Tells that pictures were scored.</summary>
    /// <returns>Whether the model was failing before.</returns>
    public bool Confirm() => Interlocked.Exchange(ref _state, State.Sound) == State.Failing;

    /// <summary>Tells that a picture could not be scored.</summary>
    public void Doubt() => Interlocked.CompareExchange(ref _state, State.Doubtful, State.Sound);

    /// <summary>Tells that a picture without content could not be scored either, or that the device failed.</summary>
    /// <returns>Whether the model was not known to fail before.</returns>
    public bool Fail() => Interlocked.Exchange(ref _state, State.Failing) != State.Failing;
}
