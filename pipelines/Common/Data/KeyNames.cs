using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Pipelines.Common.Data;

/// <summary>Reads the names of classes out of the annotations of columns.</summary>
internal static class KeyNames
{
    /// <summary>The names behind a key column.</summary>
    public static string[] Of(DataViewSchema.Column column)
    {
        var values = default(VBuffer<ReadOnlyMemory<char>>);
        column.GetKeyValues(ref values);
        return Texts(values);
    }

    /// <summary>The classes of a score column, in the order of its values.</summary>
    public static string[] OfScores(DataViewSchema.Column column)
    {
        var slots = default(VBuffer<ReadOnlyMemory<char>>);
        column.GetSlotNames(ref slots);
        return Texts(slots);
    }

    private static string[] Texts(VBuffer<ReadOnlyMemory<char>> names) =>
        [.. names.DenseValues().Select(name => name.ToString())];
}
