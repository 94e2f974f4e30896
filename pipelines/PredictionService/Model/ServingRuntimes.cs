using System.Globalization;

namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>Which runtime scores what.</summary>
/// <param name="Alone">What scores one picture, and few together.</param>
/// <param name="Batches">What scores more together.</param>
/// <param name="BatchesFrom">From how many pictures on.</param>
internal sealed record ServingRuntimes(string Alone, string Batches, int BatchesFrom)
{
    /// <summary>The fewest pictures that are scored together.</summary>
    public const int FewestTogether = 2;

    /// <summary>One runtime for all.</summary>
    public static ServingRuntimes Only(string runtime) => new(runtime, runtime, FewestTogether);

    /// <summary>The same as a sentence.</summary>
    public string ToText() => Alone == Batches
        ? $"{Alone} scores all pictures."
        : string.Create(CultureInfo.InvariantCulture, $"{Alone} scores fewer than {BatchesFrom} pictures together, {Batches} the others.");
}
