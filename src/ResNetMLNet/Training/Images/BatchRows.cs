using ResNetMLNet.Training.Distribution;

namespace ResNetMLNet.Training.Images;

/// <summary>The rows of a batch that a rank works on.</summary>
/// <param name="Number">The number of the batch within its epoch, from 0.</param>
/// <param name="Rows">The rows.</param>
/// <param name="FirstPlace">The place of the first of them in the batch.</param>
/// <param name="BatchCount">The rows of the whole batch.</param>
/// <param name="Share">How much of the batch the rows count for.</param>
/// <param name="HasPartner">Whether the first row is another rank's, with which this rank's first one is mixed.</param>
internal readonly record struct BatchRows(
    int Number, ReadOnlyMemory<int> Rows, int FirstPlace, int BatchCount, double Share, bool HasPartner)
{
    /// <summary>Takes a rank's rows out of a batch.</summary>
    /// <param name="number">The number of the batch within its epoch, from 0.</param>
    /// <param name="batch">The rows of the batch.</param>
    /// <param name="slice">The rank.</param>
    /// <param name="areMixed">Whether each row is mixed with the one before it, the batch's first with its last.</param>
    public static BatchRows Of(int number, ReadOnlyMemory<int> batch, RankSlice slice, bool areMixed)
    {
        var (first, count) = slice.Of(batch.Length);
        var (own, share) = (batch.Slice(first, count), slice.ShareOf(batch.Length));
        if (!areMixed || !slice.Shares(batch.Length))
            return new(number, own, first, batch.Length, share, HasPartner: false);
        var before = (first + batch.Length - 1) % batch.Length;
        return new(number, (int[])[batch.Span[before], .. own.Span], before, batch.Length, share, HasPartner: true);
    }

    /// <summary>All rows of a batch.</summary>
    public static BatchRows Whole(int number, ReadOnlyMemory<int> batch) => Of(number, batch, RankSlice.Whole, areMixed: false);

    /// <summary>The place in the batch of one of the rows: what is drawn for it goes by that.</summary>
    public int Place(int index) => (FirstPlace + index) % BatchCount;
}
