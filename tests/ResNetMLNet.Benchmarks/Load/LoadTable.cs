using System.Globalization;
using ResNetMLNet.Benchmarks.Reporting;

namespace ResNetMLNet.Benchmarks.Load;

/// <summary>Writes what the load has shown.</summary>
internal static class LoadTable
{
    private static readonly string[] _headings =
    [
        "clients", "answers", "answers/s", "p50 ms", "p95 ms", "p99 ms",
        "wrong", "difference", "failed", "refused", "disconnected",
    ];

    /// <summary>The table, the gain of the many clients over the one, and the service's memory.</summary>
    public static string Of(IReadOnlyList<LoadResult> results)
    {
        var gain = results[^1].Speed / results[0].Speed;
        return MarkdownTable.Of(_headings, results.Select(Row))
            + $"\nThroughput of {results[^1].Clients} clients over that of one: {Figure.Of(gain)}\n"
            + string.Concat(results.Where(result => result.Memory.Count > 0).Select(MemoryOf));
    }

    private static string[] Row(LoadResult result) =>
    [
        Number(result.Clients),
        Number(result.Answers),
        Figure.Of(result.Speed),
        Milliseconds(result, 0.5),
        Milliseconds(result, 0.95),
        Milliseconds(result, 0.99),
        Number(result.Wrong),
        result.LargestDifference.ToString("0e0", CultureInfo.InvariantCulture),
        Number(result.Failed),
        Number(result.Refused),
        Number(result.Disconnected),
    ];

    private static string MemoryOf(LoadResult result) =>
        $"Resident memory with {result.Clients} clients, MB each second: "
        + $"{string.Join(' ', result.Memory.Select(bytes => Figure.Megabytes(bytes)))}\n";

    private static string Milliseconds(LoadResult result, double share) =>
        result.Answers == 0 ? "" : Figure.Of(result.Percentile(share));

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
