namespace ResNetMLNet.Reports.Data;

/// <summary>Finds pictures that are the same or nearly so.</summary>
internal static class PictureFamilies
{
    /// <summary>Says which pictures show the same.</summary>
    /// <param name="looks">What is known of pictures that can be read.</param>
    /// <param name="progress">Is told which share of the work is done; null for nobody.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>For each the first that it is the same as or nearly so, itself if it is that.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static int[] Of(IReadOnlyList<PictureLook> looks, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var families = new Families(looks.Count);
        foreach (var same in Enumerable.Range(0, looks.Count).GroupBy(i => looks[i].Pixels))
        {
            foreach (var other in same.Skip(1))
                families.Join(same.First(), other);
        }
        JoinNear(looks, families, progress, cancellationToken);
        return [.. Enumerable.Range(0, looks.Count).Select(families.Head)];
    }

    /// <summary>Joins different pictures that look alike; blank ones look like all others.</summary>
    private static void JoinNear(
        IReadOnlyList<PictureLook> looks, Families families, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        int[] distinct = [.. Enumerable.Range(0, looks.Count).Where(i => !looks[i].IsBlank).DistinctBy(i => looks[i].Pixels)];
        var near = new NearHashes([.. distinct.Select(i => looks[i].Hash)]);
        near.ForEachPair(
            (one, other) =>
            {
                lock (families)
                    families.Join(distinct[one], distinct[other]);
            },
            progress,
            cancellationToken);
    }
}
