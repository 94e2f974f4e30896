using ResNetMLNet.Reports.Scoring;
using ResNetMLNet.Reports.Statistics;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Reports;

public sealed partial class ModelReport
{
    /// <summary>The rows by the values of a column: a camera, a shop, a month.</summary>
    /// <param name="columnName">A column of the data or of what the model makes of them: of texts, keys, numbers or truth values.</param>
    /// <returns>The slices in the order of their values' texts; rows without a value are a slice of the empty text.</returns>
    /// <exception cref="ArgumentException">There is no such column, or it has no one value for each row.</exception>
    public IReadOnlyList<SliceFigures> Slices(string columnName)
    {
        ArgumentNullException.ThrowIfNull(columnName);
        return
        [
            .. Rows.Zip(Texts(columnName), (row, value) => (row, value))
                .GroupBy(pair => pair.value, pair => pair.row)
                .OrderBy(slice => slice.Key, StringComparer.Ordinal)
                .Select(slice => new SliceFigures(
                    columnName,
                    slice.Key,
                    slice.Count(),
                    Wilson.Share(slice.Count(row => row.IsRight), slice.Count())!.Value)),
        ];
    }

    /// <summary>The wrong rows, those with the greatest lead over the right class first.</summary>
    internal IEnumerable<PredictedRow> WorstMistakes =>
        Rows.Where(row => !row.IsRight).OrderByDescending(row => row.Confidence - row.LabelScore);

    /// <summary>The right rows, the least sure first.</summary>
    internal IEnumerable<PredictedRow> LeastSure => Rows.Where(row => row.IsRight).OrderBy(row => row.Confidence);

    /// <summary>What the rows are called.</summary>
    internal RowNames RowNames => _options.RowNameColumnName is { } column
        ? RowNames.Of(Rows.Zip(Texts(column), (row, name) => (row.Position, name)))
        : RowNames.ByPosition;

    /// <summary>The texts of a column, one for each of <see cref="Rows"/>.</summary>
    internal IEnumerable<string> Texts(string columnName)
    {
        var column = ScoredColumns.Find(_scored.Schema, columnName, "The rows cannot be told apart by it");
        using var cursor = _scored.GetRowCursor([column]);
        var text = TextGetter.Of(cursor, column);
        long position = -1;
        foreach (var row in Rows)
        {
            for (; position < row.Position; position++)
            {
                if (!cursor.MoveNext())
                {
                    throw new InvalidOperationException(
                        $"The data ended at row {position} when they were read again: give data that stay the same.");
                }
            }
            yield return text();
        }
    }
}
