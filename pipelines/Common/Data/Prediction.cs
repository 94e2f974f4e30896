namespace ResNetMLNet.Pipelines.Common.Data;

/// <summary>What a picture shows.</summary>
/// <param name="File">The picture file, as it was given.</param>
/// <param name="Label">The likeliest class; null if the model is not sure enough.</param>
/// <param name="Classes">The likeliest classes, the likeliest first.</param>
internal sealed record Prediction(string File, string? Label, IReadOnlyList<ClassProbability> Classes);

/// <summary>One class with its probability, from 0 to 1.</summary>
internal sealed record ClassProbability(string Class, float Probability);
