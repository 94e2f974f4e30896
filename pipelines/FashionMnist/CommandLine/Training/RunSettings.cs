namespace ResNetMLNet.Pipelines.FashionMnist.CommandLine.Training;

/// <summary>What goes in and out of a training, and what it runs on.</summary>
/// <param name="DataFolder">The folder with the data; null to look for it.</param>
/// <param name="TrainRows">How many training images to use; null for all.</param>
/// <param name="TestRows">How many test images to use; null for all.</param>
/// <param name="OutputFolder">The folder for the results.</param>
/// <param name="Device">What to train on.</param>
internal sealed record RunSettings(
    string? DataFolder, int? TrainRows, int? TestRows, string OutputFolder, DeviceChoice Device);
