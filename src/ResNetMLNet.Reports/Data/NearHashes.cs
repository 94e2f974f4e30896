namespace ResNetMLNet.Reports.Data;

/// <summary>Finds hashes that are near to each other, and nearer than what is usual around them.</summary>
/// <remarks>
/// Pictures of one thing before a plain ground, such as goods of a shop, are all near to each other: among the 10,000 test pictures of
/// Fashion-MNIST 6,851 would be taken for copies by a limit alone. A copy is much nearer than the next other pictures are. With a share of
/// 0.55 of their distance it is 56, which look the same, and all changes of photographs that <see cref="PerceptualHash"/> tells of
/// are found, whose highest share is 0.51.
/// </remarks>
/// <param name="hashes">The hashes, all of different pictures.</param>
internal sealed class NearHashes(PerceptualHash[] hashes)
{
    /// <summary>The distance up to which pictures are near whatever is around them.</summary>
    private const int SureDistance = 16;

    // As many copies of one picture do not hide each other.
    private const int UsualNeighbour = 10;

    private const int HashesPerReport = 1_024;

    private const double ShareOfUsual = 0.55;

    /// <summary>Does something for each pair, on several threads.</summary>
    /// <param name="action">What is done, with the places of both.</param>
    /// <param name="progress">Is told which share of the work is done; null for nobody.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void ForEachPair(Action<int, int> action, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        var limits = new int[hashes.Length];
        var compared = 0;
        Parallel.For(0, hashes.Length, options, one =>
        {
            limits[one] = Limit(one);
            Compared();
        });
        Parallel.For(0, hashes.Length, options, one =>
        {
            for (var other = one + 1; other < hashes.Length; other++)
            {
                if (hashes[one].DistanceTo(hashes[other]) <= Math.Min(limits[one], limits[other]))
                    action(one, other);
            }
            Compared();
        });

        void Compared()
        {
            if (Interlocked.Increment(ref compared) is var count && count % HashesPerReport == 0)
                progress?.Report(FormattableString.Invariant($"Comparing the pictures: {count / (2.0 * hashes.Length):P0}"));
        }
    }

    /// <summary>How far what is near to a hash may be.</summary>
    private int Limit(int one)
    {
        Span<int> counts = stackalloc int[PerceptualHash.Bits + 1];
        counts.Clear();
        foreach (var hash in hashes)
            counts[hashes[one].DistanceTo(hash)]++;
        counts[0]--;
        var (distance, count) = (0, counts[0]);
        while (count < UsualNeighbour && distance < PerceptualHash.Bits)
            count += counts[++distance];
        return count < UsualNeighbour
            ? PerceptualHash.NearDistance
            : Math.Clamp((int)(ShareOfUsual * distance), SureDistance, PerceptualHash.NearDistance);
    }
}
