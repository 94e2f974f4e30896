using ResNetMLNet.Benchmarks.Photos;

namespace ResNetMLNet.Benchmarks.Ratios;

/// <summary>The names of the comparison's races.</summary>
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

    /// <summary>Going on with weights that are there, on photographs.</summary>
    public static string FineTune { get; } = $"fine-tune-{PhotoTraining.Size}";

    /// <summary>All of them, in the order in which they are run.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. RatioPlan.Sizes.SelectMany(size => new[] { Fit(size), Score(size), Predict(size), Read(size) }), FineTune];
}
