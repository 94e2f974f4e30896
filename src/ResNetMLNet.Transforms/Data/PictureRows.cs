using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Transforms.Data;

/// <summary>Pictures of classes as data of ML.NET.</summary>
internal static class PictureRows
{
    /// <summary>The pictures as rows, whose labels are keys of the classes.</summary>
    public static IDataView Load(DataOperationsCatalog catalog, IReadOnlyList<PictureRow> rows, IReadOnlyList<string> classNames)
    {
        var names = classNames.Select(name => name.AsMemory()).ToArray();
        var schema = SchemaDefinition.Create(typeof(PictureRow));
        var label = schema[nameof(PictureRow.Label)];
        label.ColumnType = new KeyDataViewType(typeof(uint), names.Length);
        label.AddAnnotation(
            AnnotationUtils.Kinds.KeyValues,
            new VBuffer<ReadOnlyMemory<char>>(names.Length, names),
            new VectorDataViewType(TextDataViewType.Instance, names.Length));

        // Unlike the data of an enumeration, that of a list can be shuffled as a whole.
        return DataViewConstructionUtils.CreateFromList(CatalogUtils.GetEnvironment(catalog), [.. rows], schema);
    }
}
