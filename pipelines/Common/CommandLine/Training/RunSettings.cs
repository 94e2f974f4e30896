namespace ResNetMLNet.Pipelines.Common.CommandLine.Training;

/// <summary>Where the results of a training go, what it runs on, and what follows it.</summary>
/// <param name="OutputFolder">The folder for the results.</param>
/// <param name="Device">What to train on.</param>
/// <param name="IsCalibrated">Whether a temperature is fitted on held-out images after the training.</param>
/// <param name="RankTimeout">How long one of several processes may let the others wait.</param>
internal sealed record RunSettings(string OutputFolder, DeviceChoice Device, bool IsCalibrated, TimeSpan RankTimeout);
