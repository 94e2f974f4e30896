using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ResNetMLNet.Transforms.Scoring;

/// <summary>A cursor over scored data of which no score is wanted.</summary>
internal sealed class PassThroughCursor(IHost host, DataViewRowCursor upstream, ScoringSchema schema, bool[] active)
    : SynchronizedCursorBase(host, upstream)
{
    public override DataViewSchema Schema => schema.Output;

    public override bool IsColumnActive(DataViewSchema.Column column) => schema.IsActive(active, column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        schema.RequireActive(active, column);
        return Input.GetGetter<TValue>(schema.Input[column.Index]);
    }
}
