using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.FashionMnist.CommandLine;

/// <summary>All that the command line decides about a training.</summary>
/// <param name="Recipe">The recipe with the options' values put over its own.</param>
/// <param name="DataFolder">The folder with the data; null to look for it.</param>
/// <param name="TrainRows">How many training images to use; null for all.</param>
/// <param name="TestRows">How many test images to use; null for all.</param>
/// <param name="Seed">The seed of initial weights and order.</param>
/// <param name="Device">What to train on.</param>
/// <param name="Precision">The number format of the convolutions.</param>
/// <param name="OutputFolder">The folder for the results.</param>
internal sealed record TrainSettings(
    Recipe Recipe,
    string? DataFolder,
    int? TrainRows,
    int? TestRows,
    int Seed,
    DeviceChoice Device,
    TrainingPrecision Precision,
    string OutputFolder);
