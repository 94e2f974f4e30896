using ResNetMLNet.Benchmarks.Reporting;

namespace ResNetMLNet.Benchmarks.Load;

/// <summary>What all clients together have seen.</summary>
/// <param name="Clients">How many they were.</param>
/// <param name="Seconds">How long they sent.</param>
/// <param name="Tallies">What each has seen.</param>
/// <param name="Memory">The resident memory of the service after each second, in bytes; empty if it is not ours.</param>
internal sealed record LoadResult(int Clients, double Seconds, IReadOnlyList<LoadTally> Tallies, IReadOnlyList<long> Memory)
{
    private readonly Lazy<List<double>> _sorted = new(() => [.. Tallies.SelectMany(tally => tally.Milliseconds).Order()]);

    /// <summary>Right answers.</summary>
    public int Answers => _sorted.Value.Count;

    /// <summary>Right answers per second.</summary>
    public double Speed => Answers / Seconds;

    /// <summary>Wrong answers.</summary>
    public int Wrong => Tallies.Sum(tally => tally.Wrong);

    /// <summary>The largest difference of a probability from that of the model.</summary>
    public float LargestDifference => Tallies.Max(tally => tally.LargestDifference);

    /// <summary>Requests that found no service, or whose connection broke.</summary>
    public int Disconnected => Tallies.Sum(tally => tally.Disconnected);

    /// <summary>Answers that the service is not ready or busy.</summary>
    public int Refused => Tallies.Sum(tally => tally.Refused);

    /// <summary>Answers with any other status.</summary>
    public int Failed => Tallies.Sum(tally => tally.Failed);

    /// <summary>The time within which a share of the right answers came, in milliseconds.</summary>
    public double Percentile(double share) => Statistics.Percentile(_sorted.Value, share);
}
