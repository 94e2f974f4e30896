namespace ResNetMLNet.Training.Images;

/// <summary>In which order rows go by, and how they are cut into batches.</summary>
internal static class RowOrder
{
    /// <summary>The rows from first to last.</summary>
    public static int[] InOrder(int count) => [.. Enumerable.Range(0, count)];

    /// <summary>The rows in an order that depends on seed and epoch only, so that any epoch can be entered directly.</summary>
    public static int[] Shuffled(int count, int seed, int epoch)
    {
        var rows = InOrder(count);
        new Random(unchecked((seed * 397) ^ epoch)).Shuffle(rows);
        return rows;
    }

    /// <summary>
    /// Cuts rows into batches of a size. The last one may have fewer rows, but a single row joins the batch before it: batch
    /// normalization cannot train on one value a channel.
    /// </summary>
    public static IEnumerable<ReadOnlyMemory<int>> Batches(int[] rows, int batchSize)
    {
        var count = BatchCount(rows.Length, batchSize);
        for (var batch = 0; batch < count; batch++)
        {
            var begin = batch * batchSize;
            yield return rows.AsMemory(begin, (batch == count - 1 ? rows.Length : begin + batchSize) - begin);
        }
    }

    /// <summary>The number of batches that <see cref="Batches"/> gives.</summary>
    public static int BatchCount(int rowCount, int batchSize)
    {
        var (whole, rest) = Math.DivRem(rowCount, batchSize);
        return rest > (whole > 0 ? 1 : 0) ? whole + 1 : whole;
    }
}
