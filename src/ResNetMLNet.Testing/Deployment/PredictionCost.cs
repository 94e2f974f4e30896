using System.Diagnostics;

namespace ResNetMLNet.Testing.Deployment;

/// <summary>What predictions cost one model beside another.</summary>
/// <param name="Seconds">The time, as a factor of the other's.</param>
/// <param name="Bytes">The managed memory that is allocated, as a factor of the other's.</param>
internal readonly record struct PredictionCost(double Seconds, double Bytes)
{
    private const int FewestRounds = 7;
    private const int MostRounds = 200;

    // Rounds of microseconds are many, lest one pause lies over all.
    private static readonly TimeSpan ShortestTime = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Measures both in turn, and takes the least of each: whatever else machine and process do is added to some rounds, never taken away.
    /// </summary>
    /// <param name="model">Makes the predictions of the one, and counts them.</param>
    /// <param name="baseline">Makes as many of the other.</param>
    public static PredictionCost Of(Func<int> model, Func<int> baseline)
    {
        model();
        baseline();
        var started = Stopwatch.GetTimestamp();
        var rounds = Enumerable.Range(0, MostRounds)
            .TakeWhile(round => round < FewestRounds || Stopwatch.GetElapsedTime(started) < ShortestTime)
            .Select(_ => (Model: Measure(model), Baseline: Measure(baseline))).ToList();
        return new(
            rounds.Min(round => round.Model.Seconds) / rounds.Min(round => round.Baseline.Seconds),
            (double)rounds.Min(round => round.Model.Bytes) / rounds.Min(round => round.Baseline.Bytes));
    }

    private static (double Seconds, long Bytes) Measure(Func<int> predict)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        predict();
        return (Stopwatch.GetElapsedTime(started).TotalSeconds, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }
}
