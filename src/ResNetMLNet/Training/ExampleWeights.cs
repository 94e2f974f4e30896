using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ResNetMLNet.Training;

/// <summary>Where the weights of rows come from: a column, their classes, or both, which are then multiplied.</summary>
internal sealed record ExampleWeights(DataViewSchema.Column? Column, IReadOnlyList<float>? ClassWeights)
{
    private const string Role = "weight";

    private const string Expected = "a Single";

    /// <summary>Checks the promise of the column, if there is one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or no scalar of single precision.</exception>
    public static void Check(IExceptionContext context, SchemaShape schema, string? name)
    {
        if (name is null)
            return;
        if (!schema.TryFindColumn(name, out var column))
            throw context.ExceptSchemaMismatch(nameof(schema), Role, name);
        if (column.Kind != SchemaShape.Column.VectorKind.Scalar || column.IsKey || column.ItemType != NumberDataViewType.Single)
            throw context.ExceptSchemaMismatch(nameof(schema), Role, name, Expected, column.GetTypeString());
    }

    /// <summary>Finds the column; null if neither a column nor classes give weights.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or no scalar of single precision.</exception>
    public static ExampleWeights? Find(
        IExceptionContext context, DataViewSchema schema, string? name, IReadOnlyList<float>? classWeights)
    {
        if (name is null)
            return classWeights is null ? null : new ExampleWeights(null, classWeights);
        if (schema.GetColumnOrNull(name) is not { } column)
            throw context.ExceptSchemaMismatch(nameof(schema), Role, name);
        if (column.Type != NumberDataViewType.Single)
            throw context.ExceptSchemaMismatch(nameof(schema), Role, name, Expected, column.Type.ToString()!);
        return new ExampleWeights(column, classWeights);
    }

    /// <summary>Makes a function that gives the weight of the row where a cursor stands, from the row's class.</summary>
    public Func<int, float> Getter(IExceptionContext context, DataViewRow cursor)
    {
        if (Column is not { } column)
            return ClassWeight;
        var getter = cursor.GetGetter<float>(column);
        return label =>
        {
            var value = 0f;
            getter(ref value);
            var weight = value * ClassWeight(label);
            if (value >= 0 && float.IsFinite(weight))
                return weight;
            throw context.Except(
                "Row {0} has {1} in weight column '{2}', and its class weighs {3}. A weight has to be a finite number of "
                + "at least 0, and so has their product: correct the row, or remove it.",
                cursor.Position, value, column.Name, ClassWeight(label));
        };
    }

    private float ClassWeight(int label) => ClassWeights?[label] ?? 1;
}
