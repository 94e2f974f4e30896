using System.Globalization;
using ResNetMLNet.History;
using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>How a training ended, and whose weights the model has, in the user's words.</summary>
internal static class EndingText
{
    /// <summary>The text; null if the training ran its course and the model is that of its last epoch.</summary>
    public static string? Of(TrainingHistory history, ResNetTrainer.Options options)
    {
        var reason = Reason(history.StopReason, options);
        var isPlain = reason is null && history.ModelEpoch == history.Epochs.Count;
        return isPlain ? null : $"{reason} {Model(history, options)}{Remedy(history.StopReason, options)}".Trim();
    }

    /// <summary>The text for a training that was cancelled before it had a model.</summary>
    /// <param name="options">The trainer's options.</param>
    /// <param name="started">When it began, in UTC.</param>
    public static string WithoutModel(ResNetTrainer.Options options, DateTime started)
    {
        const string text = "Cancelled before an epoch was finished: no model was written.";

        // One that was not written by this training is of use only if it was to go on with it.
        return HasCheckpoint(options, options.Resume ? DateTime.MinValue : started) ? $"{text} {Kept(options)}" : text;
    }

    /// <summary>The text for a training that failed; null if no checkpoint holds what was done.</summary>
    /// <param name="options">The trainer's options.</param>
    /// <param name="started">When it began, in UTC.</param>
    public static string? OfFailure(ResNetTrainer.Options options, DateTime started) =>
        HasCheckpoint(options, started) ? Kept(options) : null;

    /// <summary>How to train to the end.</summary>
    public static string GoOn(ResNetTrainer.Options options) => options.CheckpointFolder is { } folder
        ? $"To train to the end: train ... --checkpoint {folder} --resume, with the same options."
        : "To train to the end, run train again.";

    private static string? Reason(TrainingStopReason reason, ResNetTrainer.Options options) => reason switch
    {
        TrainingStopReason.Completed => null,
        TrainingStopReason.Canceled => "The training was cancelled.",
        TrainingStopReason.Diverged => "The training diverged: the loss or a weight is no longer a finite number.",
        TrainingStopReason.EarlyStopped =>
            $"The training ended early: no better accuracy on the held-out images for {Epochs(options.EarlyStopping!.Patience)}.",
        TrainingStopReason.OutOfTime => string.Create(
            CultureInfo.InvariantCulture,
            $"The training ended early: the {options.MaxTrainingTime!.Value.TotalMinutes} minutes of --max-minutes are over."),
        _ => "The training ended early: a callback stopped it.",
    };

    private static string Epochs(int count) => count == 1 ? "an epoch" : $"{count} epochs";

    private static string Model(TrainingHistory history, ResNetTrainer.Options options)
    {
        var finished = history.Epochs.Count;
        if (history.ModelEpoch == 0)
            return "No epoch was finished; the model is that of the batches so far, and there are no training figures.";
        return history.ModelEpoch == finished
            ? $"The model is that of the last finished epoch, {finished} of {options.Epoch}."
            : $"The model is that of epoch {history.ModelEpoch}, the best of {finished}.";
    }

    private static string Remedy(TrainingStopReason reason, ResNetTrainer.Options options) => reason switch
    {
        TrainingStopReason.Diverged => string.Create(
            CultureInfo.InvariantCulture, $" Try a lower --learning-rate than {options.LearningRate}."),
        TrainingStopReason.OutOfTime when options.CheckpointFolder is not null => $" {GoOn(options)}",
        _ => "",
    };

    private static string Kept(ResNetTrainer.Options options) =>
        $"The checkpoint in {options.CheckpointFolder} holds what was done. {GoOn(options)}";

    private static bool HasCheckpoint(ResNetTrainer.Options options, DateTime since) =>
        CheckpointFile.Find(options) is { } file && file.LastWriteTimeUtc >= since;
}
