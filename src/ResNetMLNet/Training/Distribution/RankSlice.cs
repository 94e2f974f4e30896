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

    /// <summary>The rows of a rank, one behind another; of a batch of few rows the last ranks have none.</summary>
    /// <param name="rowCount">The rows of the batch.</param>
    public (int First, int Count) Of(int rowCount)
    {
        var ranks = Math.Clamp(rowCount / FewestRows, 1, Size);
        var (share, rest) = Math.DivRem(rowCount, ranks);
        return Rank < ranks
            ? ((Rank * share) + Math.Min(Rank, rest), share + (Rank < rest ? 1 : 0))
            : (rowCount, 0);
    }
}
