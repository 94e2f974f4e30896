using ResNetMLNet.Testing.Failures;

namespace ResNetMLNet.Testing.Deployment;

/// <summary>The largest difference between two computations of the same scores.</summary>
/// <param name="Largest">It; infinite where rows or scores are missing.</param>
/// <param name="Row">Where it is, the first row is 0.</param>
/// <param name="Count">How many rows were compared.</param>
internal sealed record ScoreDifference(double Largest, long Row, long Count)
{
    /// <summary>Compares scores row by row.</summary>
    public static ScoreDifference Of(IEnumerable<float[]> first, IEnumerable<float[]> second)
    {
        var difference = new ScoreDifference(0, 0, 0);
        using var others = second.GetEnumerator();
        foreach (var scores in first)
        {
            var here = others.MoveNext() && others.Current.Length == scores.Length
                ? Distance(scores, others.Current)
                : double.PositiveInfinity;
            difference = (here > difference.Largest ? new(here, difference.Count, 0) : difference) with { Count = difference.Count + 1 };
        }
        return others.MoveNext() ? new(double.PositiveInfinity, difference.Count, difference.Count + 1) : difference;
    }

    /// <summary>Fails where the difference is over a limit.</summary>
    /// <exception cref="AssertFailedException">It is.</exception>
    public void ThrowIfOver(double tolerance, string fault)
    {
        Demand.Number(tolerance);
        if (double.IsPositiveInfinity(Largest))
        {
            throw new AssertFailedException(Failure.Text(
                $"{fault}: in row {Row} one has scores that are missing or no numbers, or other classes."));
        }
        if (Largest > tolerance)
        {
            throw new AssertFailedException(Failure.Text(
                $"{fault}: by {Largest:G3} at most, in row {Row}, of {Count:N0} rows that were compared; {tolerance:G3} is allowed."));
        }
    }

    private static double Distance(float[] scores, float[] others) => scores.AsSpan().SequenceEqual(others)
        ? 0
        : scores.Zip(others, (a, b) => a.Equals(b) ? 0 : Math.Abs((double)a - b))
            .Max(value => double.IsNaN(value) ? double.PositiveInfinity : value);
}
