namespace ResNetMLNet.Training.Images;

/// <summary>Random numbers from 0 to 1 of the beta distribution with two equal parameters.</summary>
/// <remarks>
/// The share of one of two gamma variates in their sum, each by Marsaglia and Tsang 2000, "A Simple Method for Generating Gamma
/// Variables", and by logarithms, since those of a small parameter are too small for a double.
/// </remarks>
internal static class BetaVariate
{
    /// <summary>Draws a number.</summary>
    /// <param name="random">Where the randomness comes from.</param>
    /// <param name="alpha">Both parameters, above 0: 1 spreads evenly, less prefers both ends.</param>
    public static double Next(ref SplitMix64 random, double alpha)
    {
        var first = LogGamma(ref random, alpha);
        return 1 / (1 + Math.Exp(LogGamma(ref random, alpha) - first));
    }

    /// <summary>The logarithm of a gamma variate, drawn with a parameter of one more and scaled down.</summary>
    private static double LogGamma(ref SplitMix64 random, double alpha)
    {
        var d = alpha + 1 - (1 / 3.0);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var normal = NextNormal(ref random);
            var v = Math.Pow(1 + (c * normal), 3);
            var limit = Math.Log(NextPositive(ref random));
            if (v > 0 && limit < (0.5 * normal * normal) + d - (d * v) + (d * Math.Log(v)))
                return Math.Log(d * v) + (Math.Log(NextPositive(ref random)) / alpha);
        }
    }

    /// <summary>Box and Muller's.</summary>
    private static double NextNormal(ref SplitMix64 random)
    {
        var radius = Math.Sqrt(-2 * Math.Log(NextPositive(ref random)));
        return radius * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    /// <summary>A number above 0 and up to 1, which has a logarithm.</summary>
    private static double NextPositive(ref SplitMix64 random) => 1 - random.NextDouble();
}
