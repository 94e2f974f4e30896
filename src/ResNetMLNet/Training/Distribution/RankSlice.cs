namespace ResNetMLNet.Training.Distribution;

/// <summary>Which rows of a batch a rank takes.</summary>
/// <param name="Rank">The number of the rank.</param>
/// <param name="Size">The number of ranks.</param>
internal readonly record struct RankSlice(int Rank, int Size)
{
    /// <summary>Batch normalization cannot train on one value a channel.</summary>
    private const int FewestRows = 2;

    /// <summary>The slice of a process that is alone: all rows.</summary>
    public static RankSlice Whole { get; } = new(0, 1);

    /// <summary>Whether a batch is shared out; one of few rows is worked on by each rank as a whole.</summary>
    /// <param name="rowCount">The rows of the batch.</param>
    public bool Shares(int rowCount) => Size > 1 && rowCount >= FewestRows * Size;

    /// <summary>The rows of this rank, one behind another.</summary>
    /// <param name="rowCount">The rows of the batch.</param>
    public (int First, int Count) Of(int rowCount)
    {
        if (!Shares(rowCount))
            return (0, rowCount);
        var (share, rest) = Math.DivRem(rowCount, Size);
        return ((Rank * share) + Math.Min(Rank, rest), share + (Rank < rest ? 1 : 0));
    }

    /// <summary>How much of a batch this rank's rows count for, so that all ranks together count once.</summary>
    /// <param name="rowCount">The rows of the batch.</param>
    public double ShareOf(int rowCount) => Shares(rowCount) ? (double)Of(rowCount).Count / rowCount : 1.0 / Size;
}
