using MathNet.Numerics.Distributions;

namespace ResNetMLNet.Reports.Statistics;

/// <summary>Intervals by drawing the rows anew (Efron, 1979), the percentiles of 1,000 draws.</summary>
internal static class Bootstrap
{
    private const int Draws = 1_000;

    /// <summary>The mean of values.</summary>
    public static Estimate Mean(ReadOnlySpan<double> values, int seed)
    {
        var random = new Random(seed);
        var means = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            var sum = 0.0;
            for (var i = 0; i < values.Length; i++)
                sum += values[random.Next(values.Length)];
            means[draw] = sum / values.Length;
        }
        return Of(System.Numerics.Tensors.TensorPrimitives.Sum(values) / values.Length, means);
    }

    /// <summary>The mean of the shares of groups, each of which keeps its size.</summary>
    /// <remarks>
    /// Each share is drawn from what its rows tell of it (Jeffreys' prior): rows that are all right or all wrong would be so in each draw.
    /// </remarks>
    public static Estimate MeanShare(IReadOnlyList<(long Count, long Total)> groups, int seed)
    {
        var random = new Random(seed);
        var means = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
            means[draw] = groups.Average(group => Beta.Sample(random, group.Count + 0.5, group.Total - group.Count + 0.5));
        return Of(groups.Average(group => (double)group.Count / group.Total), means);
    }

    private static Estimate Of(double value, double[] draws)
    {
        Array.Sort(draws);
        
        // The draws of shares near 0 or 1 lie to one side of them.
        return new Estimate(value, Math.Min(value, draws[(int)(0.025 * Draws)]), Math.Max(value, draws[(int)(0.975 * Draws) - 1]));
    }
}
