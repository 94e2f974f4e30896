using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ResNetMLNet.Transforms.Calibration;

/// <summary>The columns that a rejection reads and replaces.</summary>
/// <param name="Score">The column of the scores.</param>
/// <param name="PredictedLabel">The column of the predicted label.</param>
internal sealed record RejectionColumns(string Score, string PredictedLabel)
{
    private const string Role = "predicted label";

    private const string Expected =
        "a key or a text, which can be missing: reject before MapKeyToValue where that makes other values";

    /// <summary>Checks what is promised.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    public void Check(IExceptionContext context, SchemaShape schema)
    {
        ScoreColumn.Check(context, schema, Score);
        if (!schema.TryFindColumn(PredictedLabel, out var column))
            throw context.ExceptSchemaMismatch(nameof(schema), Role, PredictedLabel);
        if (column.Kind != SchemaShape.Column.VectorKind.Scalar || !(column.IsKey || column.ItemType is TextDataViewType))
            throw context.ExceptSchemaMismatch(nameof(schema), Role, PredictedLabel, Expected, column.GetTypeString());
    }

    /// <summary>Finds both.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    public (DataViewSchema.Column Score, DataViewSchema.Column PredictedLabel) Find(IExceptionContext context, DataViewSchema schema)
    {
        var score = ScoreColumn.Find(context, schema, Score);
        if (schema.GetColumnOrNull(PredictedLabel) is not { } predicted)
            throw context.ExceptSchemaMismatch(nameof(schema), Role, PredictedLabel);
        return predicted.Type is KeyDataViewType or TextDataViewType
            ? (score, predicted)
            : throw context.ExceptSchemaMismatch(nameof(schema), Role, PredictedLabel, Expected, predicted.Type.ToString()!);
    }
}
