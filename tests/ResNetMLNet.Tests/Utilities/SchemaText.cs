using Microsoft.ML;

namespace ResNetMLNet.Tests.Utilities;

/// <summary>Schemas as text, with annotations and their values.</summary>
internal static class SchemaText
{
    public static void AssertSame(DataViewSchema expected, DataViewSchema actual) => Assert.AreSequenceEqual(Of(expected), Of(actual));

    public static IReadOnlyList<string> Of(DataViewSchema schema) =>
    [
        .. schema.Select(column =>
            $"{column.Name}: {column.Type}{(column.IsHidden ? " hidden" : string.Empty)} {string.Join(" ", Annotations(column).Order(StringComparer.Ordinal))}"),
    ];

    private static IEnumerable<string> Annotations(DataViewSchema.Column column)
    {
        var row = Microsoft.ML.Data.AnnotationUtils.AnnotationsAsRow(column.Annotations);
        foreach (var annotation in column.Annotations.Schema)
            yield return $"{annotation.Name}: {annotation.Type} = {RowText.Getter(row, annotation)()}";
    }
}
