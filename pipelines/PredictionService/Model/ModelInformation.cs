namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>Which model answers.</summary>
/// <param name="Name">The name of its file.</param>
/// <param name="Classes">The classes that it tells apart, in the order of its scores.</param>
/// <param name="LoadedAt">When it was loaded.</param>
/// <param name="Sha256">The SHA-256 of the file, in hexadecimal digits.</param>
internal sealed record ModelInformation(string Name, IReadOnlyList<string> Classes, DateTimeOffset LoadedAt, string Sha256)
{
    private const int IdDigits = 12;

    /// <summary>The first digits of <see cref="Sha256"/>, which every answer carries as <c>model</c>.</summary>
    public string Id => Sha256[..IdDigits];
}
