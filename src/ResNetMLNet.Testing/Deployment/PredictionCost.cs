using System.Diagnostics;

namespace ResNetMLNet.Testing.Deployment;

/// <summary>What predictions cost one model beside another.</summary>
/// <param name="Seconds">The time, as a factor of the other's.</param>
/// <param name="Bytes">The managed memory that is allocated, as a factor of the other's.</param>
internal readonly record struct PredictionCost(double Seconds, double Bytes)
{
    private const int Rounds = 7;

    /// <summary>
    /// Measures both in turn, so that whatever else the machine does hits both, and takes the medians of the factors.
    /// </summary>
    /// <param name="model">Makes the predictions of the one, and counts them.</param>
    /// <param name="baseline">Makes as many of the other.</param>
    public static PredictionCost Of(Func<int> model, Func<int> baseline)
    {
        model();
        baseline();
        var rounds = Enumerable.Range(0, Rounds).Select(_ => (Model: Measure(model), Baseline: Measure(baseline))).ToList();
        return new(
            Median(rounds.Select(round => round.Model.Seconds / round.Baseline.Seconds)),
            Median(rounds.Select(round => (double)round.Model.Bytes / round.Baseline.Bytes)));
    }

    private static (double Seconds, long Bytes) Measure(Func<int> predict)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        predict();
        return (Stopwatch.GetElapsedTime(started).TotalSeconds, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
