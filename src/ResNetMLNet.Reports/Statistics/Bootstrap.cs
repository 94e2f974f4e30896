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

    private static Estimate Of(double value, double[] draws)
    {
        Array.Sort(draws);
                return new Estimate(value, draws[(int)(0.025 * Draws)], draws[(int)(0.975 * Draws) - 1]);
    }
}
