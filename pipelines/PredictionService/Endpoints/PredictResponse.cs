using ResNetMLNet.Pipelines.Common.Data;

namespace ResNetMLNet.Pipelines.PredictionService.Endpoints;

/// <summary>The answer to <c>POST /predict</c>.</summary>
/// <param name="Model">Which model answers: the id that /model tells.</param>
/// <param name="Predictions">What the pictures show, in the order in which they were sent.</param>
internal sealed record PredictResponse(string Model, IReadOnlyList<PicturePrediction> Predictions);

/// <summary>What a picture shows.</summary>
/// <param name="File">The picture as the client calls it; null for a body by itself.</param>
/// <param name="Label">The likeliest class; null if the model is not sure enough.</param>
/// <param name="Classes">The likeliest classes, the likeliest first.</param>
internal sealed record PicturePrediction(string? File, string? Label, IReadOnlyList<ClassProbability> Classes);
