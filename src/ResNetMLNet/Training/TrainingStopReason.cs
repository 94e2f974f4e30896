namespace ResNetMLNet.Training;

/// <summary>Why a training ended.</summary>
public enum TrainingStopReason
{
    /// <summary>All epochs were trained.</summary>
    Completed,

    /// <summary>
    /// <see cref="ResNetTrainer.Options.CancellationToken"/> was cancelled; the model is that of the last finished epoch.
    /// </summary>
    Canceled,

    /// <summary>
    /// The loss or the weights stopped being finite numbers; the model is that of the last epoch in which they were.
    /// </summary>
    Diverged,
}
