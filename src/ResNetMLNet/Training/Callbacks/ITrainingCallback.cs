namespace ResNetMLNet.Training.Callbacks;

/// <summary>Watches a training, and may end it. Implement the hooks that you need; the others do nothing.</summary>
/// <remarks>
/// <para>
/// The hooks are called on the training thread, in the order of <see cref="TorchTrainerOptions.Callbacks"/>; the training
/// waits for them. An exception in one ends the training and leaves <c>Fit</c>; in <see cref="OnTrainEnd"/> the others are
/// called all the same.
/// </para>
/// <para>
/// One callback may serve several trainings, one after another or, in a cross-validation, at the same time: keep what
/// belongs to one of them by its <see cref="TrainingRun"/>, or read it from <see cref="TrainingRun.History"/>.
/// </para>
/// </remarks>
public interface ITrainingCallback
{
    /// <summary>Called once before the first batch; after a resume, <see cref="TrainingRun.History"/> already has rows.</summary>
    /// <param name="run">The training.</param>
    void OnTrainBegin(TrainingRun run)
    {
    }

    /// <summary>
    /// Called once when no more batch will come, for whatever reason but an exception; <see cref="TrainingRun.StopReason"/>
    /// tells it.
    /// </summary>
    /// <param name="run">The training.</param>
    void OnTrainEnd(TrainingRun run)
    {
    }

    /// <summary>Called before an epoch's first batch, or, after a resume in the middle of an epoch, its next one.</summary>
    /// <param name="run">The training.</param>
    void OnEpochBegin(TrainingRun run)
    {
    }

    /// <summary>
    /// Called after an epoch and its validation; its row is the last of <see cref="TrainingRun.History"/>. An epoch whose
    /// validation is broken off has a row without validation figures, but no call.
    /// </summary>
    /// <param name="run">The training.</param>
    void OnEpochEnd(TrainingRun run)
    {
    }

    /// <summary>Called before each training batch; <see cref="TrainingRun.Batch"/> is its number.</summary>
    /// <param name="run">The training.</param>
    void OnBatchBegin(TrainingRun run)
    {
    }

    /// <summary>Called after each training batch; <see cref="TrainingRun.ImagesSeen"/> contains its images.</summary>
    /// <param name="run">The training.</param>
    void OnBatchEnd(TrainingRun run)
    {
    }
}
