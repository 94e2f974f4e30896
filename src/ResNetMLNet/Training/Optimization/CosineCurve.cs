namespace ResNetMLNet.Training.Optimization;

/// <summary>Half a cosine between two learning rates.</summary>
internal static class CosineCurve
{
    /// <summary>The rate at a share of the way, from 0 to 1.</summary>
    public static double Between(double start, double end, double share) =>
        end + ((start - end) / 2.0 * (Math.Cos(Math.PI * share) + 1));
}
