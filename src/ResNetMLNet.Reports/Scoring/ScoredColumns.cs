using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Reports.Scoring;

/// <summary>The columns by which a model is judged.</summary>
/// <param name="Label">The true class.</param>
/// <param name="Score">The scores.</param>
/// <param name="PredictedLabel">The class that the model names; null if it names none.</param>
/// <param name="GivenLabel">The label as the data have it, where the model makes keys of it; else null.</param>
internal sealed record ScoredColumns(
    DataViewSchema.Column Label, DataViewSchema.Column Score, DataViewSchema.Column? PredictedLabel, DataViewSchema.Column? GivenLabel)
{
    /// <summary>All of them.</summary>
    public IEnumerable<DataViewSchema.Column> All => new[] { Label, Score, PredictedLabel, GivenLabel }.OfType<DataViewSchema.Column>();

    /// <summary>Finds the columns.</summary>
    /// <exception cref="ArgumentException">A column is not there, or of another type.</exception>
    public static ScoredColumns Of(DataViewSchema schema, string labelColumnName, string scoreColumnName, string predictedLabelColumnName)
    {
        var score = ScoreOf(schema, scoreColumnName);
        var label = Find(schema, labelColumnName, "The data have no labels: name their column");
        TextGetter.Check(label);
        var given = schema.First(column => column.Name == label.Name);
        return new(
            label,
            score,
            schema.GetColumnOrNull(predictedLabelColumnName) is { Type: PrimitiveDataViewType } predicted ? predicted : null,
            given.Index != label.Index && given.Type is PrimitiveDataViewType ? given : null);
    }

    /// <summary>The column of scores.</summary>
    /// <exception cref="ArgumentException">There is none, or one that is no vector of floats.</exception>
    private static DataViewSchema.Column ScoreOf(DataViewSchema schema, string name)
    {
        var column = Find(schema, name, "The model gives no scores: give one that scores classes, or name its column");
        if (column.Type is not VectorDataViewType { IsKnownSize: true, ItemType: NumberDataViewType item }
            || item != NumberDataViewType.Single)
        {
            throw new ArgumentException(
                $"The model's column '{name}' is of type {column.Type}, not one Single for each class: "
                + "give a multiclass model, which a binary one becomes by OneVersusAll.");
        }
        return column;
    }

    /// <summary>The column of a name.</summary>
    /// <exception cref="ArgumentException">There is none; the message begins with <paramref name="fault"/>.</exception>
    public static DataViewSchema.Column Find(DataViewSchema schema, string name, string fault) =>
        schema.GetColumnOrNull(name)
        ?? throw new ArgumentException($"{fault}. There is no column '{name}'; there are {string.Join(", ", Names(schema))}.");

    private static IEnumerable<string> Names(DataViewSchema schema) =>
        schema.Where(column => !column.IsHidden).Select(column => $"'{column.Name}'");

    /// <summary>
    /// What gives the label of the row where a cursor stands; empty if it has none. A class that the model does not know becomes a
    /// missing key: it goes by what the data have then.
    /// </summary>
    public Func<string> LabelGetter(DataViewRow row)
    {
        var label = TextGetter.Of(row, Label);
        if (GivenLabel is not { } column)
            return label;
        var given = TextGetter.Of(row, column);
        return () => label() is { Length: > 0 } name ? name : given();
    }

    /// <summary>What gives the class that the model names; empty if it names none, null if it never does.</summary>
    public Func<string?> PredictedLabelGetter(DataViewRow row)
    {
        if (PredictedLabel is { } column)
            return TextGetter.Of(row, column);
        return () => null;
    }
}
