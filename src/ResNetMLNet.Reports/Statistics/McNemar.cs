using MathNet.Numerics.Distributions;

namespace ResNetMLNet.Reports.Statistics;

/// <summary>The exact test of two models on the same rows (McNemar, 1947): only the rows that one alone has right say anything.</summary>
internal static class McNemar
{
    /// <summary>
    /// The probability that models which are equally good differ as much or more; 1 if no row tells them apart.
    /// </summary>
    public static double DifferenceProbability(long onlyFirst, long onlySecond) =>
        Math.Min(1, 2 * AtMost(Math.Min(onlyFirst, onlySecond), onlyFirst + onlySecond));

    /// <summary>The probability that a model which is no worse loses as many rows or more.</summary>
    public static double LossProbability(long won, long lost) => AtMost(won, won + lost);

    private static double AtMost(long count, long total) =>
        total == 0 ? 1 : Binomial.CDF(0.5, checked((int)total), count);
}
