using System.Collections.Concurrent;

namespace ResNetMLNet.Reports.Data;

/// <summary>Finds pictures that are the same or nearly so.</summary>
internal static class PictureFamilies
{
    /// <summary>Says which pictures show the same.</summary>
    /// <param name="looks">What is known of pictures that can be read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>For each the first that it is the same as or nearly so, itself if it is that.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static int[] Of(IReadOnlyList<PictureLook> looks, CancellationToken cancellationToken)
    {
        var families = new Families(looks.Count);
        foreach (var same in Enumerable.Range(0, looks.Count).GroupBy(i => looks[i].Pixels))
        {
            foreach (var other in same.Skip(1))
                families.Join(same.First(), other);
        }
        foreach (var (one, other) in NearPairs(looks, cancellationToken))
            families.Join(one, other);
        return [.. Enumerable.Range(0, looks.Count).Select(families.Head)];
    }

    /// <summary>Pairs of different pictures that look alike; blank ones look like all others.</summary>
    private static ConcurrentBag<(int One, int Other)> NearPairs(IReadOnlyList<PictureLook> looks, CancellationToken cancellationToken)
    {
        int[] distinct = [.. Enumerable.Range(0, looks.Count).Where(i => !looks[i].IsBlank).DistinctBy(i => looks[i].Pixels)];
        PerceptualHash[] hashes = [.. distinct.Select(i => looks[i].Hash)];
        ConcurrentBag<(int, int)> pairs = [];
        Parallel.For(
            0,
            hashes.Length,
            new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount },
            one =>
            {
                for (var other = one + 1; other < hashes.Length; other++)
                {
                    if (hashes[one].DistanceTo(hashes[other]) <= PerceptualHash.NearDistance)
                        pairs.Add((distinct[one], distinct[other]));
                }
            });
        return pairs;
    }
}
