namespace ResNetMLNet.Reports.Scoring;

/// <summary>Counts which classes are taken for which.</summary>
internal static class Confusion
{
    /// <summary>The counts by true class, then by predicted one.</summary>
    public static IReadOnlyList<IReadOnlyList<long>> Of(IEnumerable<PredictedRow> rows, int classCount)
    {
        var counts = Enumerable.Range(0, classCount).Select(_ => new long[classCount]).ToArray();
        foreach (var row in rows)
            counts[row.Label][row.PredictedLabel]++;
        return counts;
    }
}
