namespace ResNetMLNet.Benchmarks.Reporting;

/// <summary>What is made of the figures of several rounds.</summary>
internal static class Statistics
{
    /// <summary>The middle figure, or the mean of the two middle ones.</summary>
    /// <exception cref="ArgumentException">There is no figure.</exception>
    public static double Median(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToList();
        if (sorted.Count == 0)
            throw new ArgumentException("No figure was given: a median needs at least one round.", nameof(figures));
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>How far the figures lie apart: the largest less the smallest, over the median.</summary>
    /// <exception cref="ArgumentException">There is no figure.</exception>
    public static double Spread(IReadOnlyCollection<double> figures) => (figures.Max() - figures.Min()) / Median(figures);

    /// <summary>The figure below or at which a share of all figures lies.</summary>
    /// <param name="sorted">The figures, the smallest first.</param>
    /// <param name="share">The share, above 0 and up to 1.</param>
    /// <exception cref="ArgumentException">There is no figure.</exception>
    public static double Percentile(IReadOnlyList<double> sorted, double share) => sorted.Count == 0
        ? throw new ArgumentException("No figure was given: a percentile needs at least one.", nameof(sorted))
        : sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
}
