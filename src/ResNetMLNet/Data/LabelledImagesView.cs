using Microsoft.ML;

namespace ResNetMLNet.Data;

/// <summary>
/// An <see cref="IDataView"/> over images that are fetched at first use, once, and then shared by all cursors.
/// </summary>
internal sealed class LabelledImagesView : IDataView
{
    private readonly Func<LabelledImages> _fetch;
    private readonly Func<int> _count;
    private LabelledImages? _images;
    private object? _lock;

    /// <param name="schema">A schema made by <see cref="LabelledImagesSchema"/>.</param>
    /// <param name="fetch">Gets the images; called again only after it has thrown.</param>
    /// <param name="count">Tells their number, if it is asked for before they are fetched.</param>
    public LabelledImagesView(DataViewSchema schema, Func<LabelledImages> fetch, Func<int> count)
    {
        Schema = schema;
        _fetch = fetch;
        _count = count;
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => true;

    // Not Lazy<T>: it would remember a failure, and the user may have repaired the file meanwhile.
    private LabelledImages Images => LazyInitializer.EnsureInitialized(ref _images, ref _lock, _fetch);

    public long? GetRowCount() => _images?.Rows ?? _count();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var active = ActiveColumns(columnsNeeded);
        var images = Images;
        return new LabelledImagesCursor(Schema, images, active, rand is null ? null : Permutation(images.Rows, rand));
    }

    // One cursor: a getter is a copy of one image, and ML.NET splits a single cursor itself where that pays.
    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private bool[] ActiveColumns(IEnumerable<DataViewSchema.Column> columnsNeeded)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        var active = new bool[Schema.Count];
        foreach (var column in columnsNeeded)
            active[RequireOwn(Schema, column, nameof(columnsNeeded))] = true;
        return active;
    }

    /// <summary>The index of a column of this view.</summary>
    /// <exception cref="ArgumentException">The column belongs to another schema.</exception>
    internal static int RequireOwn(DataViewSchema schema, DataViewSchema.Column column, string parameterName)
    {
        if (column.Index < schema.Count && schema[column.Index].Name == column.Name)
            return column.Index;
        throw new ArgumentException(
            $"Column '{column.Name}' (index {column.Index}) is not in this view, which has " +
            $"{string.Join(", ", schema.Select(own => $"'{own.Name}'"))}: take the column from the view's own Schema.",
            parameterName);
    }

    private static int[] Permutation(int count, Random rand)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
            order[i] = i;
        rand.Shuffle(order);
        return order;
    }
}
