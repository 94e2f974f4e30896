using ResNetMLNet.Modeling;

namespace ResNetMLNet.History;

/// <summary>The record of one training.</summary>
/// <param name="Epochs">The finished epochs in order.</param>
/// <param name="StopReason">Why the training ended.</param>
/// <param name="TrainRows">The number of rows trained on; rows with a missing label do not count.</param>
/// <param name="Device">The device that was trained on, as torch writes it: <c>cpu</c>, <c>cuda:0</c>.</param>
/// <param name="Precision">
/// The precision used: <see cref="Precision.Float32"/> or <see cref="Precision.BFloat16"/>.
/// </param>
/// <param name="Seed">The seed that initialized the weights and shuffled the rows.</param>
/// <param name="ModelEpoch">The number of the epoch whose weights the model has; 0 if none was finished.</param>
/// <param name="UnlabelledRows">
/// The number of rows of the training set that were not trained on, since their label was missing or of a class that the key does
/// not have; 0 in models of versions that did not count them.
/// </param>
/// <param name="MissingPictures">
/// The number of labelled rows of the training set that were not trained on, since <c>LoadPictures</c> could not read their picture
/// and <see cref="Transforms.Pictures.UnreadablePictures.Missing"/> allowed that; 0 in models of versions that did not count them.
/// </param>
public sealed record TrainingHistory(
    IReadOnlyList<EpochMetrics> Epochs,
    TrainingStopReason StopReason,
    long TrainRows,
    string Device,
    Precision Precision,
    int Seed,
    int ModelEpoch = 0,
    long UnlabelledRows = 0,
    long MissingPictures = 0);
