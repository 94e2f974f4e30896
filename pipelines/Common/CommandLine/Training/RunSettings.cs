namespace ResNetMLNet.Pipelines.Common.CommandLine.Training;

/// <summary>Where the results of a training go, and what it runs on.</summary>
/// <param name="OutputFolder">The folder for the results.</param>
/// <param name="Device">What to train on.</param>
internal sealed record RunSettings(string OutputFolder, DeviceChoice Device);
