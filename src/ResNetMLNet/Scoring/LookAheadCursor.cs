using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ResNetMLNet.Scoring;

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
        var getter = column.Index == schema.Score.Index ? (ValueGetter<VBuffer<float>>)GetScore
            : column.Index == schema.PredictedLabel.Index ? (ValueGetter<uint>)GetPredictedLabel
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

    private void GetScore(ref VBuffer<float> value)
    {
        CheckGood();
        ScoreGetters.Score(rows.Probabilities, ref value);
    }

    private void GetPredictedLabel(ref uint value)
    {
        CheckGood();
        value = ScoreGetters.PredictedLabel(rows.Probabilities);
    }

    private int CheckedSlot()
    {
        CheckGood();
        return rows.Slot;
    }

    private void CheckGood() => host.Check(IsGood, "The cursor stands on no row: call MoveNext first, and stop when it returns false.");
}
