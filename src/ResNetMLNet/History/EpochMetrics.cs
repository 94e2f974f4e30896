namespace ResNetMLNet.History;

/// <summary>What one epoch of training came to.</summary>
/// <param name="Epoch">The number of the epoch, from 1.</param>
/// <param name="TrainLoss">
/// The mean cross-entropy over the epoch's images, with label smoothing and weights if there are any, each taken before its
/// own batch's update.
/// </param>
/// <param name="TrainAccuracy">The share of the epoch's images whose class was predicted, from 0 to 1, taken likewise.</param>
/// <param name="ValidationLoss">
/// The mean cross-entropy over the validation set after the epoch; null without one, or if the validation was broken off.
/// </param>
/// <param name="ValidationAccuracy">The accuracy on the validation set after the epoch, from 0 to 1; null likewise.</param>
/// <param name="LearningRate">The learning rate of the epoch's last batch.</param>
/// <param name="Seconds">The time spent on training batches, in seconds, validation not included.</param>
/// <param name="ImagesPerSecond">Training images divided by <paramref name="Seconds"/>.</param>
public sealed record EpochMetrics(
    int Epoch,
    double TrainLoss,
    double TrainAccuracy,
    double? ValidationLoss,
    double? ValidationAccuracy,
    double LearningRate,
    double Seconds,
    double ImagesPerSecond);
