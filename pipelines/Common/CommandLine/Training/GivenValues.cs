namespace ResNetMLNet.Pipelines.Common.CommandLine.Training;

/// <summary>The values that the user gave himself and that are not to be chosen for him.</summary>
/// <param name="BatchSize">Whether the batch size was given.</param>
/// <param name="LearningRate">Whether the learning rate was given.</param>
internal sealed record GivenValues(bool BatchSize, bool LearningRate);
