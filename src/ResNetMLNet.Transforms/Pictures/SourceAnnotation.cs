using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Transforms.Pictures;

/// <summary>What a column says of where its values come from; it is known in this process only, no file keeps it.</summary>
internal static class SourceAnnotation<TSource>
    where TSource : class
{
    private static readonly SourceType _type = new();

    private static string Kind => typeof(TSource).Name;

    /// <summary>The annotation as it is promised.</summary>
    public static SchemaShape.Column Promise => new(Kind, SchemaShape.Column.VectorKind.Scalar, _type, isKey: false);

    /// <summary>What a column says; null if it says nothing.</summary>
    public static TSource? Of(DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull(Kind)?.Type is not SourceType)
            return null;
        TSource? source = null;
        column.Annotations.GetValue(Kind, ref source);
        return source;
    }

    /// <summary>Whether a column promises to say something.</summary>
    public static bool IsPromised(SchemaShape.Column column) =>
        column.Annotations.TryFindColumn(Kind, out var annotation) && annotation.ItemType is SourceType;

    /// <summary>Lets a column say something.</summary>
    public static void Add(DataViewSchema.Annotations.Builder annotations, TSource source) =>
        annotations.Add(Kind, _type, (ref TSource value) => value = source);

    private sealed class SourceType() : StructuredDataViewType(typeof(TSource))
    {
        public override bool Equals(DataViewType? other) => other is SourceType;

        public override int GetHashCode() => typeof(TSource).GetHashCode();

        public override string ToString() => Kind;
    }
}
