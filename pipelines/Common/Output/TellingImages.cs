using System.Globalization;
using ResNetMLNet.Reports;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>Which of the scored images say most of a model: its worst mistakes, then the right answers that it is least sure of.</summary>
internal static class TellingImages
{
    /// <summary>The places of the images, those that say most first; of images that were not scored, in their order.</summary>
    /// <param name="scored">What the model made of them; null if they were not scored.</param>
    /// <param name="count">How many they are.</param>
    public static IEnumerable<long> Positions(ModelReport? scored, long count) => scored is null
        ? Enumerable.Range(0, (int)count).Select(position => (long)position)
        : scored.WorstMistakes.Concat(scored.LeastSure).Select(row => row.Position);

    /// <summary>What is shown, as a heading.</summary>
    /// <param name="scored">What the model made of all images; null if they were not scored.</param>
    /// <param name="samples">Those that are shown.</param>
    public static string Describe(ModelReport? scored, IReadOnlyList<Sample> samples)
    {
        var right = samples.Count(sample => sample.IsRight);
        if (scored is null)
            return FormattableString.Invariant($"the first {samples.Count} images, {right} right");
        var leastSure = FormattableString.Invariant($"the {right} least sure right answers");
        var mistakes = Mistakes(samples.Count - right, scored.Rows.Count(row => !row.IsRight));
        return right == 0 ? mistakes : $"{mistakes}, and {leastSure}";
    }

    private static string Mistakes(int shown, int all) => (shown, all) switch
    {
        (_, 0) => "no mistake",
        (1, 1) => "the only mistake",
        _ when shown == all => string.Create(CultureInfo.InvariantCulture, $"all {all:N0} mistakes"),
        _ => string.Create(CultureInfo.InvariantCulture, $"the {shown:N0} worst of {all:N0} mistakes"),
    };
}
