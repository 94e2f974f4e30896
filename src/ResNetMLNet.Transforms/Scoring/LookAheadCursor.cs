using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ResNetMLNet.Transforms.Scoring;

/// <summary>A cursor over scored rows that scores in batches.</summary>
internal sealed class LookAheadCursor(
    IHost host, DataViewRowCursor upstream, ScoringSchema schema, bool[] active, ReadAhead rows)
    : RootCursorBase(host)
{
    private bool _disposed;

    public override DataViewSchema Schema => schema.Output;

    public override long Batch => IsGood ? rows.BatchNumber : 0;

    public override bool IsColumnActive(DataViewSchema.Column column) => schema.IsActive(active, column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        schema.RequireActive(active, column);
        var getter = schema.IsOutput(column)
            ? schema.Getter(column, Scores)
            : rows.Getter<TValue>(schema.Input[column.Index], CheckedSlot);
        return ScoringSchema.As<TValue>(getter, column);
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) =>
    {
        CheckGood();
        id = rows.Id;
    };

    protected override bool MoveNextCore() => rows.MoveNext();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            upstream.Dispose();
        }
        base.Dispose(disposing);
    }

    private ReadOnlySpan<float> Scores()
    {
        CheckGood();
        return rows.Scores;
    }

    private int CheckedSlot()
    {
        CheckGood();
        return rows.Slot;
    }

    private void CheckGood() => host.Check(IsGood, "The cursor stands on no row: call MoveNext first, and stop when it returns false.");
}
