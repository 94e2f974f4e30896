using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Tests.Utilities;

/// <summary>A view that tells whenever an image of it is asked for, as its files would be read then.</summary>
/// <param name="source">The view, whose images are in a column <c>Features</c>.</param>
/// <param name="onImage">Is told the position of the row; it may wait, or throw.</param>
internal sealed class FeatureProbe(IDataView source, Action<long> onImage) : IDataView
{
    public DataViewSchema Schema => source.Schema;

    public bool CanShuffle => source.CanShuffle;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(source.GetRowCursor(columnsNeeded, rand), onImage);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewRowCursor source, Action<long> onImage) : DataViewRowCursor
    {
        public override long Position => source.Position;

        public override long Batch => source.Batch;

        public override DataViewSchema Schema => source.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => source.IsColumnActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            var getter = source.GetGetter<TValue>(column);
            if (column.Name != "Features")
                return getter;
            return (ref TValue value) =>
            {
                onImage(Position);
                getter(ref value);
            };
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

        public override bool MoveNext() => source.MoveNext();

        protected override void Dispose(bool disposing)
        {
            source.Dispose();
            base.Dispose(disposing);
        }
    }
}
