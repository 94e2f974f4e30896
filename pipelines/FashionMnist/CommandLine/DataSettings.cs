namespace ResNetMLNet.Pipelines.FashionMnist.CommandLine;

/// <summary>Which images are used.</summary>
/// <param name="Folder">The folder with the data; null to look for it.</param>
/// <param name="TrainRows">How many training images to use; null for all.</param>
/// <param name="TestRows">How many test images to use; null for all.</param>
internal sealed record DataSettings(string? Folder, int? TrainRows, int? TestRows);
