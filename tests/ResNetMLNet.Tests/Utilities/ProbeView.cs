using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Tests.Utilities;

/// <summary>A view that counts what is read from it and can fail at a row.</summary>
internal sealed class ProbeView(IDataView source) : IDataView
{
    public int Cursors { get; private set; }

    public int RowsRead { get; private set; }

    public int CursorsDisposed { get; private set; }

    /// <summary>The row at which reading fails.</summary>
    public int FailAt { get; init; } = int.MaxValue;

    /// <summary>The batch of the first row; those behind it count on. Null leaves the source's.</summary>
    public long? FirstBatch { get; init; }

    public DataViewSchema Schema => source.Schema;

    public bool CanShuffle => source.CanShuffle;

    public Random? LastRandom { get; private set; }

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        Cursors++;
        LastRandom = rand;
        return new Cursor(this, source.GetRowCursor(columnsNeeded, rand));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(ProbeView view, DataViewRowCursor source) : DataViewRowCursor
    {
        public override long Position => source.Position;

        public override long Batch => view.FirstBatch + source.Position ?? source.Batch;

        public override DataViewSchema Schema => source.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => source.IsColumnActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => source.GetGetter<TValue>(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

        public override bool MoveNext()
        {
            if (Position + 1 == view.FailAt)
                throw new IOException($"Row {view.FailAt} cannot be read.");
            var moved = source.MoveNext();
            view.RowsRead += moved ? 1 : 0;
            return moved;
        }

        protected override void Dispose(bool disposing)
        {
            view.CursorsDisposed++;
            source.Dispose();
            base.Dispose(disposing);
        }
    }
}
