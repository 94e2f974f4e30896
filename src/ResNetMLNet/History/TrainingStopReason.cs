using ResNetMLNet.Training;

namespace ResNetMLNet.History;

/// <summary>Why a training ended.</summary>
public enum TrainingStopReason
{
    /// <summary>All epochs were trained.</summary>
    Completed,

    /// <summary>
    /// <see cref="TorchTrainerOptions.CancellationToken"/> or the context was cancelled; the model is that of
    /// the last finished epoch, or the best of them.
    /// </summary>
    Canceled,

    /// <summary>
    /// The loss or the weights stopped being finite numbers; the model is that of the last epoch in which they were,
    /// or the best of them.
    /// </summary>
    Diverged,

    /// <summary>It got no better for as many epochs as <see cref="TorchTrainerOptions.EarlyStopping"/> says.</summary>
    EarlyStopped,

    /// <summary>
    /// <see cref="TorchTrainerOptions.MaxTrainingTime"/> was over; the model is that of the last finished epoch, or of the
    /// batches so far if there is none.
    /// </summary>
    OutOfTime,

    /// <summary>
    /// A callback called <see cref="TrainingRun.Stop()"/>; the model is that of the last finished epoch, or of the batches so
    /// far if there is none.
    /// </summary>
    StoppedByCallback,
}
