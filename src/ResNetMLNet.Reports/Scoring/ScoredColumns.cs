using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Reports.Scoring;

/// <summary>The columns by which a model is judged.</summary>
/// <param name="Label">The true class.</param>
/// <param name="Score">The scores.</param>
/// <param name="PredictedLabel">The class that the model names; null if it names none.</param>
internal sealed record ScoredColumns(DataViewSchema.Column Label, DataViewSchema.Column Score, DataViewSchema.Column? PredictedLabel)
{
    /// <summary>All of them.</summary>
    public IEnumerable<DataViewSchema.Column> All => PredictedLabel is { } predicted ? [Label, Score, predicted] : [Label, Score];

    /// <summary>The column of scores.</summary>
    /// <exception cref="ArgumentException">There is none, or one that is no vector of floats.</exception>
    public static DataViewSchema.Column ScoreOf(DataViewSchema schema, string name)
    {
        var column = Find(schema, name, "The model gives no scores: give one that scores classes, or name its column");
        if (column.Type is not VectorDataViewType { IsKnownSize: true, ItemType: NumberDataViewType item } || item != NumberDataViewType.Single)
        {
            throw new ArgumentException(
                $"The model's column '{name}' is of type {column.Type}, not one Single for each class: give a multiclass model, which a binary one becomes by OneVersusAll.");
        }
        return column;
    }

    /// <summary>The column of a name.</summary>
    /// <exception cref="ArgumentException">There is none; the message begins with <paramref name="fault"/>.</exception>
    public static DataViewSchema.Column Find(DataViewSchema schema, string name, string fault) =>
        schema.GetColumnOrNull(name) ?? throw new ArgumentException(
            $"{fault}. There is no column '{name}'; there are {string.Join(", ", schema.Where(column => !column.IsHidden).Select(column => $"'{column.Name}'"))}.");

    /// <summary>What says whether the model names a class.</summary>
    public Func<bool> IsAnsweredGetter(DataViewRow row)
    {
        if (PredictedLabel is not { Type: PrimitiveDataViewType } column)
            return () => true;
        var text = TextGetter.Of(row, column);
        return () => text().Length > 0;
    }
}
