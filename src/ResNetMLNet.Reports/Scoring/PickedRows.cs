using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ResNetMLNet.Reports.Scoring;

/// <summary>Some rows of a view, in its order.</summary>
/// <param name="ml">ML.NET.</param>
/// <param name="source">The view.</param>
/// <param name="positions">The places of the rows, the first is 0.</param>
internal sealed class PickedRows(MLContext ml, IDataView source, IReadOnlySet<long> positions) : IDataView
{
    /// <inheritdoc/>
    public bool CanShuffle => false;

    /// <inheritdoc/>
    public DataViewSchema Schema => source.Schema;

    /// <summary>The places of at most so many rows, at even distances over all.</summary>
    public static HashSet<long> Evenly(IReadOnlyList<PredictedRow> rows, int count)
    {
        var step = Math.Max(1, (double)rows.Count / count);
        return [.. Enumerable.Range(0, Math.Min(count, rows.Count)).Select(i => rows[(int)(i * step)].Position)];
    }

    /// <inheritdoc/>
    public long? GetRowCount() => positions.Count;

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var needed = columnsNeeded.ToList();
        var active = new bool[Schema.Count];
        needed.ForEach(column => active[column.Index] = true);
        return new Cursor((IHostEnvironment)ml, source.GetRowCursor(needed), Schema, active, positions);
    }

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded)];

    private sealed class Cursor(
        IHostEnvironment environment, DataViewRowCursor input, DataViewSchema schema, bool[] active, IReadOnlySet<long> positions)
        : LinkedRowFilterCursorBase(environment, input, schema, active)
    {
        private long _position = -1;

        protected override bool Accept() => positions.Contains(++_position);
    }
}
