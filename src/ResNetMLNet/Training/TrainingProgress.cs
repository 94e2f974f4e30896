namespace ResNetMLNet.Training;

/// <summary>Where a running training stands, reported after batches, at most a few times a second.</summary>
/// <param name="Epoch">The number of the running epoch, from 1.</param>
/// <param name="EpochCount">The number of epochs asked for.</param>
/// <param name="ImagesSeen">The images trained on in this epoch so far.</param>
/// <param name="ImageCount">The images of a whole epoch.</param>
/// <param name="Loss">The mean cross-entropy of this epoch so far.</param>
/// <param name="Accuracy">The accuracy of this epoch so far, from 0 to 1.</param>
/// <param name="ImagesPerSecond">Training images per second in this epoch so far.</param>
public readonly record struct TrainingProgress(
    int Epoch,
    int EpochCount,
    long ImagesSeen,
    long ImageCount,
    double Loss,
    double Accuracy,
    double ImagesPerSecond);
