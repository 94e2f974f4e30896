namespace ResNetMLNet.Pipelines.Common.Data;

/// <summary>How often a model that is not always sure names a class, and how often rightly.</summary>
/// <param name="Share">The share of images that it names a class of.</param>
/// <param name="Accuracy">The share of these that it is right about; null if there are none.</param>
internal sealed record AnswerFigures(double Share, double? Accuracy);
