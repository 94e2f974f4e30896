using System.Diagnostics;
using ResNetMLNet.History;

namespace ResNetMLNet.Training;

/// <summary>What can end a training from outside: a token, ML.NET's own cancellation, and the clock.</summary>
/// <param name="checkAlive">ML.NET's check; it throws <see cref="OperationCanceledException"/> once its context is cancelled.</param>
/// <param name="maxTrainingTime">The time limit from now on; null for none.</param>
/// <param name="cancellationToken">The caller's token.</param>
internal sealed class StopSignals(Action checkAlive, TimeSpan? maxTrainingTime, CancellationToken cancellationToken)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>The signal that has been given; null if none has.</summary>
    public TrainingStopReason? Given()
    {
        if (cancellationToken.IsCancellationRequested || !IsAlive())
            return TrainingStopReason.Canceled;
        return _clock.Elapsed >= maxTrainingTime ? TrainingStopReason.OutOfTime : null;
    }

    /// <summary>A training stopped by ML.NET has a model as well, so its exception becomes a signal.</summary>
    private bool IsAlive()
    {
        try
        {
            checkAlive();
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
