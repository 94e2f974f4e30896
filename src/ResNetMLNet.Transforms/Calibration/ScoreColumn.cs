using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ResNetMLNet.Transforms.Calibration;

/// <summary>The column of a multiclass model's scores, checked.</summary>
internal static class ScoreColumn
{
    private const string Role = "score";

    private const string Expected = "a vector of Single with a number for each of two classes or more, as multiclass models make it";

    /// <summary>Checks the promise of the column; its size is known only with the data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or no vector of single precision.</exception>
    public static void Check(IExceptionContext context, SchemaShape schema, string name)
    {
        if (!schema.TryFindColumn(name, out var column))
            throw context.ExceptSchemaMismatch(nameof(schema), Role, name);
        if (column.Kind != SchemaShape.Column.VectorKind.Vector || column.IsKey || column.ItemType != NumberDataViewType.Single)
            throw context.ExceptSchemaMismatch(nameof(schema), Role, name, Expected, column.GetTypeString());
    }

    /// <summary>Finds the column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or of another type.</exception>
    public static DataViewSchema.Column Find(IExceptionContext context, DataViewSchema schema, string name)
    {
        if (schema.GetColumnOrNull(name) is not { } column)
            throw context.ExceptSchemaMismatch(nameof(schema), Role, name);
        return column.Type is VectorDataViewType { Size: >= 2 } vector && vector.ItemType == NumberDataViewType.Single
            ? column
            : throw context.ExceptSchemaMismatch(nameof(schema), Role, name, Expected, column.Type.ToString()!);
    }

    /// <summary>How many classes a column has scores of.</summary>
    public static int ClassCount(this DataViewSchema.Column score) => ((VectorDataViewType)score.Type).Size;
}
