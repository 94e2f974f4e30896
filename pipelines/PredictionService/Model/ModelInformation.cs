namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>Which model answers.</summary>
/// <param name="Id">The first digits of the SHA-256, which every answer of /predict carries as its model.</param>
/// <param name="Name">The name of its file.</param>
/// <param name="Classes">The classes that it tells apart, in the order of its scores.</param>
/// <param name="LoadedAt">When it was loaded.</param>
/// <param name="Sha256">The SHA-256 of the file, in hexadecimal digits.</param>
/// <param name="Runtime">Which runtime scores what.</param>
/// <param name="RejectBelow">
/// The probability below which no class is named, by the model itself until the settings are asked; null for always one.
/// </param>
/// <param name="Explains">Whether /explain can tell why: whether there is a ResNet on TorchSharp whose part of a picture is known.</param>
internal sealed record ModelInformation(
    string Id,
    string Name,
    IReadOnlyList<string> Classes,
    DateTimeOffset LoadedAt,
    string Sha256,
    ServingRuntimes Runtime,
    float? RejectBelow = null,
    bool Explains = false);
