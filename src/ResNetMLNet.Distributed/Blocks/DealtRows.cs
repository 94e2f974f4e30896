using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Distributed.Blocks;

/// <summary>Rows dealt to threads, a few to each in turn.</summary>
/// <remarks>
/// ML.NET deals 128 to each, and holds several times as many with all that the threads make of them: of photographs as features,
/// half a gigabyte on two cores and more on others.
/// </remarks>
internal sealed class DealtRows
{
    /// <summary>As many as ML.NET deals.</summary>
    public const int Unlimited = 128;

    /// <summary>The numbers of the rows that a thread takes at once: 2 MB.</summary>
    private const int MostNumbers = 1 << 19;

    private readonly Lock _lock = new();
    private readonly DataViewRowCursor _rows;
    private readonly int _rowsAtOnce;
    private long _batches;

    private DealtRows(DataViewRowCursor rows, int rowsAtOnce) => (_rows, _rowsAtOnce) = (rows, rowsAtOnce);

    /// <summary>How many rows a thread is to take at once, where it makes columns of a schema.</summary>
    public static int AtOnceFor(DataViewSchema made)
    {
        var numbers = made.Sum(column => column.Type is VectorDataViewType vector ? (long)vector.Size : 1);

        // A vector of no known size counts as none.
        return (int)Math.Clamp(MostNumbers / Math.Max(1, numbers), 1, Unlimited);
    }

    /// <summary>Cursors for threads over the rows of one; that one alone where ML.NET may deal them, or nobody can.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="threads">How many cursors.</param>
    /// <param name="rowsAtOnce">How many rows each takes at once.</param>
    public static DataViewRowCursor[] Deal(DataViewRowCursor rows, int threads, int rowsAtOnce)
    {
        var active = rows.Schema.Where(rows.IsColumnActive).ToList();
        if (threads < 2 || rowsAtOnce >= Unlimited || !active.TrueForAll(column => ColumnBuffer.CanHold(column.Type)))
            return [rows];
        var dealt = new DealtRows(rows, rowsAtOnce);
        return [.. Enumerable.Range(0, threads).Select(_ => new Hand(dealt, active))];
    }

    /// <summary>The rows of one thread. ML.NET puts those of all into order by the numbers of their batches.</summary>
    private sealed class Hand : DataViewRowCursor
    {
        private readonly DealtRows _dealt;
        private readonly Dictionary<int, ColumnBuffer> _columns;
        private readonly ValueGetter<DataViewRowId> _idGetter;
        private readonly DataViewRowId[] _ids;
        private int _count;
        private int _slot;
        private long _position = -1;
        private long _batch;

        public Hand(DealtRows dealt, IEnumerable<DataViewSchema.Column> active)
        {
            _dealt = dealt;
            _columns = active.ToDictionary(
                column => column.Index, column => ColumnBuffer.Create(dealt._rows, column, dealt._rowsAtOnce));
            _idGetter = dealt._rows.GetIdGetter();
            _ids = new DataViewRowId[dealt._rowsAtOnce];
        }

        public override long Position => _position;

        public override long Batch => _batch;

        public override DataViewSchema Schema => _dealt._rows.Schema;

        public override bool MoveNext()
        {
            if (++_slot >= _count)
                Take();
            _position = _count > 0 ? _position + 1 : -1;
            return _count > 0;
        }

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            (ValueGetter<TValue>)_columns[column.Index].GetterFor(() => _slot);

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = _ids[_slot];

        public override bool IsColumnActive(DataViewSchema.Column column) => _columns.ContainsKey(column.Index);

        private void Take()
        {
            lock (_dealt._lock)
            {
                _batch = _dealt._batches++;
                for (_slot = _count = 0; _count < _ids.Length && _dealt._rows.MoveNext(); _count++)
                    Store();
            }
        }

        private void Store()
        {
            foreach (var column in _columns.Values)
                column.Store(_count);
            _idGetter(ref _ids[_count]);
        }
    }
}
