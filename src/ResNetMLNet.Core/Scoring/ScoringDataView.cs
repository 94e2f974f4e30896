using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ResNetMLNet.Scoring;

/// <summary>Data with a network's columns, computed when they are read.</summary>
internal sealed class ScoringDataView(IHost host, IDataView source, ScoringSchema schema, IBatchScorer scorer) : IDataView
{
    public DataViewSchema Schema => schema.Output;

    public bool CanShuffle => source.CanShuffle;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var active = schema.Active(columnsNeeded);
        var upstream = source.GetRowCursor(schema.Dependencies(active), source.CanShuffle ? rand : null);
        if (!schema.NeedsModel(active))
            return new PassThroughCursor(host, upstream, schema, active);
        return new LookAheadCursor(host, upstream, schema, active, new ReadAhead(host, upstream, schema, active, scorer));
    }

    /// <summary>One cursor whatever is asked for: a forward pass uses all cores already.</summary>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
