using ResNetMLNet.Reports.Statistics;

namespace ResNetMLNet.Reports;

/// <summary>How well one class is recognized.</summary>
/// <param name="Name">Its name.</param>
/// <param name="RowCount">How many rows are of it.</param>
/// <param name="RightCount">How many of them were taken for it.</param>
/// <param name="PredictedCount">How many rows were taken for it, right or wrong.</param>
public sealed record ClassFigures(string Name, long RowCount, long RightCount, long PredictedCount)
{
    /// <summary>The share of its rows that are recognized; null if it has none.</summary>
    public Estimate? Recall => Wilson.Share(RightCount, RowCount);

    /// <summary>The share of right ones among the rows that were taken for it; null if there are none.</summary>
    public Estimate? Precision => Wilson.Share(RightCount, PredictedCount);

    internal static ClassFigures Of(string name, int index, IReadOnlyList<IReadOnlyList<long>> confusion) =>
        new(name, confusion[index].Sum(), confusion[index][index], confusion.Sum(row => row[index]));
}
