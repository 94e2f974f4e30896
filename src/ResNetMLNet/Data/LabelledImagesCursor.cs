using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Data;

/// <summary>Walks over <see cref="LabelledImages"/>, in order or by a permutation.</summary>
internal sealed class LabelledImagesCursor(
    DataViewSchema schema, LabelledImages images, bool[] active, int[]? order) : DataViewRowCursor
{
    private long _position = -1;
    private bool _ended;

    public override DataViewSchema Schema => schema;

    public override long Position => _position;

    public override long Batch => 0;

    public override bool MoveNext()
    {
        if (!_ended && _position + 1 < images.Rows)
        {
            _position++;
            return true;
        }

        Dispose();
        return false;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) =>
        active[LabelledImagesView.RequireOwn(schema, column, nameof(column))];

    // The id is the row in the data, not the position: the same row keeps its id under every shuffle.
    public override ValueGetter<DataViewRowId> GetIdGetter() =>
        (ref DataViewRowId id) => id = new DataViewRowId((ulong)CurrentRow(), 0);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
        {
            throw new InvalidOperationException(
                $"Column '{column.Name}' is not active in this cursor: name it among the columns needed.");
        }

        Delegate getter = column.Index == LabelledImagesSchema.PixelsIndex ? PixelsGetter() : LabelGetter();
        return getter as ValueGetter<TValue> ?? throw new InvalidOperationException(
            $"Column '{column.Name}' was asked for as {typeof(TValue)}, but it is {schema[column.Index].Type}: " +
            $"use a getter of {schema[column.Index].Type.RawType}.");
    }

    protected override void Dispose(bool disposing)
    {
        _ended = true;
        _position = -1;
        base.Dispose(disposing);
    }

    private ValueGetter<VBuffer<byte>> PixelsGetter() => (ref VBuffer<byte> value) =>
    {
        var image = images.Image(CurrentRow());
        var editor = VBufferEditor.Create(ref value, image.Length);
        image.CopyTo(editor.Values);
        value = editor.Commit();
    };

    // Keys are one-based: 0 would mean a missing label.
    private ValueGetter<uint> LabelGetter() => (ref uint value) => value = images.Labels[CurrentRow()] + 1u;

    private int CurrentRow()
    {
        var position = (int)_position;
        if (position < 0)
        {
            throw new InvalidOperationException(
                "The cursor is on no row, so it has no values: call MoveNext first, and stop when it returns false.");
        }

        return order is null ? position : order[position];
    }
}
