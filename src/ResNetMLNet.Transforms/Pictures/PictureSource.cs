using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Transforms.Pictures;

/// <summary>Where the pictures of a column come from.</summary>
/// <param name="ColumnName">The column of paths, or of the bytes of picture files.</param>
/// <param name="ImageFolder">The folder that paths are relative to; null for the process's own.</param>
/// <param name="Rules">What to obey when they are decoded.</param>
/// <param name="Unreadable">What becomes of those that cannot be read.</param>
internal sealed record PictureSource(string ColumnName, string? ImageFolder, PictureRules Rules, UnreadablePictures Unreadable)
{
    /// <summary>Whether a column can hold paths.</summary>
    public static bool IsPath(DataViewType type) => type is TextDataViewType;

    /// <summary>Whether a column can hold the bytes of picture files.</summary>
    public static bool IsContent(DataViewType type) =>
        type is VectorDataViewType { ItemType: var item } && item == NumberDataViewType.Byte;

    /// <summary>The source of a column; null where it is not known.</summary>
    public static PictureSource? Of(DataViewSchema.Column column) => SourceAnnotation<PictureSource>.Of(column);

    /// <summary>Finds the source in a view that has come from it; null where it is not there or another has taken its name.</summary>
    public DataViewSchema.Column? In(DataViewSchema schema)
    {
        var columns = schema.Where(column => column.Name == ColumnName && (IsPath(column.Type) || IsContent(column.Type))).Take(2).ToList();
        return columns.Count == 1 ? columns[0] : null;
    }

    /// <summary>What gives the picture of the row where a cursor stands.</summary>
    public Func<EncodedContent> Getter(DataViewRow row, DataViewSchema.Column column) =>
        IsPath(column.Type) ? Files(row, column) : Contents(row, column);

    private Func<EncodedContent> Files(DataViewRow row, DataViewSchema.Column column)
    {
        var getPath = row.GetGetter<ReadOnlyMemory<char>>(column);
        ReadOnlyMemory<char> path = default;
        return () =>
        {
            getPath(ref path);
            return new EncodedContent(Path.Combine(ImageFolder ?? "", path.ToString()), default, row.Id());
        };
    }

    private static Func<EncodedContent> Contents(DataViewRow row, DataViewSchema.Column column)
    {
        var getContent = row.GetGetter<VBuffer<byte>>(column);
        VBuffer<byte> content = default;
        return () =>
        {
            getContent(ref content);
            return new EncodedContent(null, content.DenseValues().ToArray(), row.Id());
        };
    }
}
