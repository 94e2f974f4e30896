using ResNetMLNet.History;
using Tensorboard;

namespace ResNetMLNet.Training.Callbacks;

/// <summary>What TensorBoard is told about a training. Times are Unix times in seconds.</summary>
internal static class TrainingEvents
{
    /// <summary>The first event of a file.</summary>
    public static Event Version(double time) => new() { WallTime = time, FileVersion = "brain.Event:2" };

    /// <summary>Makes TensorBoard forget what earlier files of the folder have from this step on.</summary>
    public static Event Restart(double time, int step) => new()
    {
        WallTime = time,
        Step = step,
        SessionLog = new SessionLog { Status = SessionLog.Types.SessionStatus.Start },
    };

    /// <summary>The figures of an epoch.</summary>
    public static Event Epoch(double time, EpochMetrics row)
    {
        var summary = new Summary();
        Add(summary, "loss/train", row.TrainLoss);
        Add(summary, "loss/validation", row.ValidationLoss);
        Add(summary, "accuracy/train", row.TrainAccuracy);
        Add(summary, "accuracy/validation", row.ValidationAccuracy);
        Add(summary, "learning_rate", row.LearningRate);
        Add(summary, "images_per_second", row.ImagesPerSecond);
        return new Event { WallTime = time, Step = row.Epoch, Summary = summary };
    }

    private static void Add(Summary summary, string tag, double? value)
    {
        if (value is { } known)
            summary.Value.Add(new Summary.Types.Value { Tag = tag, SimpleValue = (float)known });
    }
}
