using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Transforms.Pictures;

/// <summary>Where the pictures of a column come from.</summary>
/// <param name="ColumnName">The column of paths, or of the bytes of picture files.</param>
/// <param name="ImageFolder">The folder that paths are relative to; null for the process's own.</param>
/// <param name="Rules">What to obey when they are decoded.</param>
/// <param name="Unreadable">What becomes of those that cannot be read.</param>
internal sealed record PictureSource(string ColumnName, string? ImageFolder, PictureRules Rules, UnreadablePictures Unreadable)
{
    /// <summary>What to do where a picture takes more memory than there is.</summary>
    public const string MemoryRemedy = "Make it smaller, or let maximumPixels of LoadPictures refuse pictures of its size.";

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

    /// <summary>The file that a path means.</summary>
    public string FileOf(ReadOnlyMemory<char> path) => Path.Combine(ImageFolder ?? "", path.ToString());
}
