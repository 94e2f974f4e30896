namespace ResNetMLNet.Benchmarks.Ratios;

/// <summary>The names of the comparison's races, by image size.</summary>
internal static class RaceName
{
    /// <summary>Training.</summary>
    public static string Fit(int size) => $"fit-{size}";

    /// <summary>Scoring many rows, and featurizing them by a network.</summary>
    public static string Score(int size) => $"score-{size}";

    /// <summary>Scoring single images.</summary>
    public static string Predict(int size) => $"predict-{size}";

    /// <summary>Reading and featurizing.</summary>
    public static string Read(int size) => $"read-{size}";

    /// <summary>All of them, in the order in which they are run.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. RatioPlan.Sizes.SelectMany(size => new[] { Fit(size), Score(size), Predict(size), Read(size) })];
}
