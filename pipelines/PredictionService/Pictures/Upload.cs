namespace ResNetMLNet.Pipelines.PredictionService.Pictures;

/// <summary>A picture as it was sent.</summary>
/// <param name="File">The name that the client gives it, which is never used as a path; null for a body by itself.</param>
/// <param name="Content">The content of the file.</param>
internal sealed record Upload(string? File, byte[] Content);
