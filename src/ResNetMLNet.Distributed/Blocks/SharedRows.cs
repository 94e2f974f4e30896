using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Distributed.Blocks;

/// <summary>The rows of a view, read once and handed out block by block; those that nobody wants are passed over.</summary>
/// <remarks>
/// A block is scored by itself, so that the same rows share batches whichever process scores them: other batches round differently.
/// </remarks>
/// <param name="source">The view.</param>
/// <param name="rowsAtOnce">How many rows a thread takes at once; <see cref="DealtRows.Unlimited"/> leaves it to ML.NET.</param>
internal sealed class SharedRows(IDataView source, int rowsAtOnce = DealtRows.Unlimited) : IDisposable
{
    private DataViewRowCursor? _cursor;
    private bool _hasEnded;

    private DataViewSchema Schema => source.Schema;

    private int RowsAtOnce => rowsAtOnce;

    /// <summary>How many rows have been handed out or passed over.</summary>
    public long Position { get; private set; }

    /// <summary>The next rows of the view, to be read once.</summary>
    /// <param name="count">How many at most.</param>
    public IDataView Next(int count) => new Part(this, count);

    /// <summary>Passes over rows, of which nothing is asked.</summary>
    /// <returns>How many there were.</returns>
    public long Skip(long count)
    {
        Open([]);
        var before = Position;
        while (Position - before < count && MoveNext())
        {
        }
        return Position - before;
    }

    /// <inheritdoc/>
    public void Dispose() => _cursor?.Dispose();

    private DataViewRowCursor Open(IEnumerable<DataViewSchema.Column> columns) => _cursor ??= source.GetRowCursor(columns);

    private bool MoveNext()
    {
        if (_hasEnded || !_cursor!.MoveNext())
        {
            _hasEnded = true;
            return false;
        }
        Position++;
        return true;
    }

    private sealed class Part(SharedRows rows, int count) : IDataView
    {
        public bool CanShuffle => false;

        public DataViewSchema Schema => rows.Schema;

        public long? GetRowCount() => null;

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
            new Cursor(rows, rows.Open(columnsNeeded), count);

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
            DealtRows.Deal(GetRowCursor(columnsNeeded), n, rows.RowsAtOnce);
    }

    /// <summary>The rows of one block. Disposing of it leaves the others where they are.</summary>
    private sealed class Cursor(SharedRows rows, DataViewRowCursor all, int count) : DataViewRowCursor
    {
        private long _position = -1;

        public override long Position => _position;

        public override long Batch => all.Batch;

        public override DataViewSchema Schema => all.Schema;

        public override bool MoveNext()
        {
            if (_position + 1 < count && rows.MoveNext())
            {
                _position++;
                return true;
            }
            _position = -1;
            count = 0;
            return false;
        }

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => all.GetGetter<TValue>(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() => all.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => all.IsColumnActive(column);
    }
}
