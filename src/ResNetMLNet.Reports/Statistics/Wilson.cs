using MathNet.Numerics.Distributions;

namespace ResNetMLNet.Reports.Statistics;

/// <summary>Intervals of shares by the score method (Wilson, 1927), which holds for few rows and for shares near 0 and 1.</summary>
internal static class Wilson
{
    private static readonly double Quantile = Normal.InvCDF(0, 1, 0.975);

    /// <summary>A share with its interval; null of nothing.</summary>
    public static Estimate? Share(long count, long total)
    {
        if (total == 0)
            return null;
        var share = (double)count / total;
        var squared = Quantile * Quantile / total;
        var center = (share + (squared / 2)) / (1 + squared);
        var half = Math.Sqrt((share * (1 - share) * squared) + (squared * squared / 4)) / (1 + squared);

        // At the ends the formula is exact but for rounding.
        return new Estimate(share, count == 0 ? 0 : center - half, count == total ? 1 : center + half);
    }

    /// <summary>
    /// The mean of the shares of groups with its interval, that of the normal distribution: each share adds its variance, taken at the
    /// centre of its own interval, since a group that is all right or all wrong tells nothing of it otherwise (Agresti and Coull, 1998).
    /// </summary>
    public static Estimate MeanShare(IReadOnlyCollection<(long Count, long Total)> groups)
    {
        var squared = Quantile * Quantile;
        var mean = groups.Average(group => (double)group.Count / group.Total);
        var variance = groups.Sum(group =>
        {
            var center = (group.Count + (squared / 2)) / (group.Total + squared);
            return center * (1 - center) / (group.Total + squared);
        });
        var half = Quantile * Math.Sqrt(variance) / groups.Count;
        return new Estimate(mean, Math.Max(0, mean - half), Math.Min(1, mean + half));
    }
}
