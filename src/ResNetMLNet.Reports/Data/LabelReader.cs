using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Reports.Data;

/// <summary>Reads the classes of rows out of a column of keys or texts.</summary>
internal static class LabelReader
{
    /// <summary>The column of labels.</summary>
    /// <exception cref="ArgumentException">There is none of the name, or it is neither of keys nor of texts.</exception>
    public static DataViewSchema.Column Find(DataViewSchema schema, string name) =>
        schema.GetColumnOrNull(name) is { } column && (IsKey(column) || column.Type is TextDataViewType)
            ? column
            : throw new ArgumentException(
                $"The data have no column '{name}' of keys or texts, which name the classes: give the name of the column of labels, "
                + "and map what is neither by MapValueToKey.");

    /// <summary>Whether labels are such keys as the trainers of ML.NET take.</summary>
    public static bool IsKey(DataViewSchema.Column column) => column.Type is KeyDataViewType key && key.RawType == typeof(uint);

    /// <summary>The names of the classes of a column of keys, in their order: their numbers where they have no names.</summary>
    public static string[] ClassNames(DataViewSchema.Column column) =>
        [.. LabelValues.Of(column)?.Texts() ?? Enumerable.Range(1, (int)((KeyDataViewType)column.Type).Count).Select(Number)];

    /// <summary>What gives the name of the class of the row where a cursor stands; null if it has none.</summary>
    public static Func<string?> Getter(DataViewRow row, DataViewSchema.Column column)
    {
        var text = TextGetter.Of(row, column);
        return () => text() is { Length: > 0 } name ? name : null;
    }

    private static string Number(int key) => FormattableString.Invariant($"{key}");
}
