using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ResNetMLNet.Scoring;

/// <summary>A cursor over scored data of which no score is wanted.</summary>
internal sealed class PassThroughCursor(IHost host, DataViewRowCursor upstream, ScoringSchema schema, bool[] active)
    : SynchronizedCursorBase(host, upstream)
{
    public override DataViewSchema Schema => schema.Output;

    public override bool IsColumnActive(DataViewSchema.Column column)
    {
        schema.Check(column);
        return active[column.Index];
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
            throw host.ExceptParam(nameof(column), "Column '{0}' was not asked for when this cursor was made.", column.Name);
        return Input.GetGetter<TValue>(schema.Input[column.Index]);
    }
}
