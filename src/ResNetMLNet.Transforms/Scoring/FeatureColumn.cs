using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.Transforms.Scoring;

/// <summary>The image column, checked.</summary>
internal static class FeatureColumn
{
    private const string Role = "feature";

    /// <summary>Checks the promise of the column; its size is known only with the data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or no vector of single precision.</exception>
    public static void Check(IExceptionContext context, SchemaShape schema, string name)
    {
        if (!schema.TryFindColumn(name, out var column))
            throw context.ExceptSchemaMismatch(nameof(schema), Role, name);
        if (column.Kind != SchemaShape.Column.VectorKind.Vector || column.IsKey || column.ItemType != NumberDataViewType.Single)
            throw context.ExceptSchemaMismatch(nameof(schema), Role, name, Expected, column.GetTypeString());
    }

    /// <summary>Finds the column and its images' shape.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or cannot be read as images.</exception>
    public static DataViewSchema.Column Find(IExceptionContext context, DataViewSchema schema, string name, out ImageShape image)
    {
        if (schema.GetColumnOrNull(name) is not { } column)
            throw context.ExceptSchemaMismatch(nameof(schema), Role, name);
        if (column.Type is not VectorDataViewType vector || vector.ItemType != NumberDataViewType.Single)
            throw context.ExceptSchemaMismatch(nameof(schema), Role, name, Expected, column.Type.ToString()!);
        image = ImageShape.Of(vector, out var problem)
            ?? throw context.ExceptSchemaMismatch(nameof(schema), Role, name, problem!, vector.ToString());
        return column;
    }

    /// <summary>Finds the column of a schema to be scored: its images have to be those that were trained on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or has another type.</exception>
    public static DataViewSchema.Column Find(IExceptionContext context, DataViewSchema schema, string name, ImageShape trained)
    {
        var column = Find(context, schema, name, out var image);
        if (image != trained)
        {
            throw context.ExceptSchemaMismatch(
                nameof(schema), Role, name, $"images of {trained} (channels x height x width), as in training", $"{column.Type}, {image}");
        }
        return column;
    }

    private static string Expected => "a vector of Single, as PixelsToFeatures or ExtractPixels make it";
}
