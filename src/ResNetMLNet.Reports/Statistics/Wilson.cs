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
}
