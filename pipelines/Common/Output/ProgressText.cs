using System.Globalization;
using ResNetMLNet.History;
using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>The words of both training displays.</summary>
internal static class ProgressText
{
    /// <summary>A finished epoch; the images that it was validated on go by <paramref name="validationName"/>.</summary>
    public static string Of(EpochMetrics epoch, int epochCount, string validationName)
    {
        var validation = epoch.ValidationAccuracy is { } accuracy
            ? Invariant($", {validationName} acc {accuracy:F3}")
            : "";
        return Invariant($"epoch {epoch.Epoch}/{epochCount}: loss {epoch.TrainLoss:F3}")
            + Invariant($", train acc {epoch.TrainAccuracy:F3}")
            + validation
            + Invariant($", {epoch.ImagesPerSecond:N0} images/s, {epoch.Seconds:F0} s");
    }

    /// <summary>A running epoch: loss, accuracy and speed so far.</summary>
    public static string Of(TrainingProgress progress) => Invariant(
        $"loss {progress.Loss:F3}, acc {progress.Accuracy:F3}, {progress.ImagesPerSecond:N0} images/s");

    /// <summary>
    /// The time left at the speed so far; null while there is none. The scoring of the validation set comes on top.
    /// </summary>
    public static TimeSpan? TimeLeft(TrainingProgress progress)
    {
        if (!(progress.ImagesPerSecond > 0))
            return null;
        var images = ((progress.EpochCount - progress.Epoch + 1) * progress.ImageCount) - progress.ImagesSeen;
        return TimeSpan.FromSeconds(images / progress.ImagesPerSecond);
    }

    /// <summary>A time as minutes and seconds, with hours where there are any.</summary>
    public static string Of(TimeSpan time) => time.TotalHours >= 1
        ? Invariant($"{(int)time.TotalHours}:{time.Minutes:D2}:{time.Seconds:D2}")
        : Invariant($"{time.Minutes:D2}:{time.Seconds:D2}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
