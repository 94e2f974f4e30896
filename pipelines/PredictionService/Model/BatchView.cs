using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Pipelines.PredictionService.Model;

/// <summary>Data of one column whose rows are replaced from batch to batch, so that a chain is bound to it only once.</summary>
/// <typeparam name="T">The type of a picture's values.</typeparam>
/// <param name="schema">The schema of that column.</param>
internal sealed class BatchView<T>(DataViewSchema schema) : IDataView
{
    /// <summary>The values of the pictures that are read at present.</summary>
    public IReadOnlyList<Array> Rows { get; set; } = [];

    /// <inheritdoc/>
    public DataViewSchema Schema => schema;

    /// <inheritdoc/>
    public bool CanShuffle => false;

    /// <summary>Not told: whoever asks once would keep it.</summary>
    public long? GetRowCount() => null;

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(this);

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(BatchView<T> view) : DataViewRowCursor
    {
        private readonly IReadOnlyList<Array> _rows = view.Rows;
        private int _position = -1;

        public override DataViewSchema Schema => view.Schema;

        public override long Position => _position;

        public override long Batch => 0;

        public override bool MoveNext()
        {
            if (_position + 1 < _rows.Count)
            {
                _position++;
                return true;
            }

            _position = -1;
            return false;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            (ValueGetter<TValue>)(Delegate)(ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
            {
                // Copied: a reader may write into the buffer that it is given.
                var row = (T[])_rows[_position];
                var editor = VBufferEditor.Create(ref value, row.Length);
                row.CopyTo(editor.Values);
                value = editor.Commit();
            });

        public override ValueGetter<DataViewRowId> GetIdGetter() =>
            (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);
    }
}
