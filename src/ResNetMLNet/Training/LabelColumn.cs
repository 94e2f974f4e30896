using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Training;

/// <summary>The label column, checked: its key count is the number of classes, seen or not.</summary>
internal sealed record LabelColumn(DataViewSchema.Column Column, int ClassCount, LabelValues? Values)
{
    private const string Role = "label";

    private const string Expected = "a key of UInt32, as Conversion.MapValueToKey makes it";

    /// <summary>Checks the promise of the column; the number of classes is known only with the data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or no key.</exception>
    public static SchemaShape.Column Check(IExceptionContext context, SchemaShape schema, string name)
    {
        if (!schema.TryFindColumn(name, out var column))
            throw context.ExceptSchemaMismatch(nameof(schema), Role, name);
        if (column.Kind != SchemaShape.Column.VectorKind.Scalar || !column.IsKey || column.ItemType != NumberDataViewType.UInt32)
            throw context.ExceptSchemaMismatch(nameof(schema), Role, name, Expected, column.GetTypeString());
        return column;
    }

    /// <summary>Finds the column and its classes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing, no key, or has fewer than two classes.</exception>
    public static LabelColumn Find(IExceptionContext context, DataViewSchema schema, string name)
    {
        if (schema.GetColumnOrNull(name) is not { } column)
            throw context.ExceptSchemaMismatch(nameof(schema), Role, name);
        if (column.Type is not KeyDataViewType key || key.RawType != typeof(uint))
            throw context.ExceptSchemaMismatch(nameof(schema), Role, name, Expected, column.Type.ToString()!);
        if (key.Count is < 2 or > int.MaxValue)
            throw context.ExceptSchemaMismatch(nameof(schema), Role, name, "a key of at least two classes", $"{key.Count} classes");
        return new LabelColumn(column, (int)key.Count, LabelValues.Of(column));
    }

    /// <summary>Checks that another column counts and orders the same classes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not.</exception>
    public void CheckSameClasses(IExceptionContext context, LabelColumn validation)
    {
        if (validation.ClassCount == ClassCount && (Values?.SameAs(validation.Values) ?? validation.Values is null))
            return;
        throw context.ExceptSchemaMismatch(
            "validationSet", Role, validation.Column.Name,
            $"the {ClassCount} classes of the training set in the same order; make both by one fitted MapValueToKey",
            $"{validation.ClassCount} classes");
    }
}
