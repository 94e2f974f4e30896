using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Benchmarks.Data;

/// <summary>
/// Images in memory as an <see cref="IDataView"/> with features and label. With more rows than images they come round again,
/// so that a view of any length takes no more memory.
/// </summary>
internal sealed class ImagesView : IDataView
{
    private readonly Images _images;
    private readonly int _rows;

    /// <summary>Makes a view of a number of rows.</summary>
    public ImagesView(Images images, int rows)
    {
        _images = images;
        _rows = rows;
        var schema = new DataViewSchema.Builder();
        schema.AddColumn(ColumnName.Features, new VectorDataViewType(NumberDataViewType.Single, images.Channels, images.Size, images.Size));
        schema.AddColumn(ColumnName.Label, new KeyDataViewType(typeof(uint), images.Classes));
        Schema = schema.ToSchema();
    }

    /// <inheritdoc/>
    public DataViewSchema Schema { get; }

    /// <inheritdoc/>
    public bool CanShuffle => false;

    /// <inheritdoc/>
    public long? GetRowCount() => _rows;

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(Schema, _images, _rows, columnsNeeded.Select(column => column.Index).ToHashSet());

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewSchema schema, Images images, int rows, HashSet<int> active) : DataViewRowCursor
    {
        private int _row = -1;

        public override DataViewSchema Schema => schema;

        public override long Position => _row;

        public override long Batch => 0;

        private int Image => _row % images.Count;

        public override bool MoveNext() => ++_row < rows;

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<DataViewRowId> GetIdGetter() =>
            (ref DataViewRowId id) => id = new DataViewRowId((ulong)_row, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Delegate getter = column.Name == ColumnName.Features ? Features() : Label();
            return (ValueGetter<TValue>)getter;
        }

        private ValueGetter<VBuffer<float>> Features() => (ref VBuffer<float> value) =>
        {
            var editor = VBufferEditor.Create(ref value, images.Length);
            images.Row(Image).CopyTo(editor.Values);
            value = editor.Commit();
        };

        // Keys are one-based: 0 would mean a missing label.
        private ValueGetter<uint> Label() => (ref uint value) => value = (uint)images.Labels[Image] + 1;
    }
}
