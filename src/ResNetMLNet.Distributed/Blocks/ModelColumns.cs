using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Distributed.Blocks;

/// <summary>The columns of scored rows that are written.</summary>
/// <param name="Keys">Those that tell rows apart.</param>
/// <param name="PredictedLabel">The class that the model names; null if it names none.</param>
/// <param name="Score">The scores.</param>
internal sealed record ModelColumns(
    IReadOnlyList<DataViewSchema.Column> Keys, DataViewSchema.Column? PredictedLabel, DataViewSchema.Column Score)
{
    /// <summary>All of them.</summary>
    public IEnumerable<DataViewSchema.Column> All =>
        PredictedLabel is { } label ? [.. Keys, label, Score] : [.. Keys, Score];

    /// <summary>
    /// The names of the classes in the order of the scores, those of numbers where classes have none; null for a single score.
    /// </summary>
    public IReadOnlyList<string>? ClassNames => Score.Type is VectorDataViewType vector
        ? LabelValues.OfScores(Score)?.Texts().ToList()
            ?? [.. Enumerable.Range(1, vector.Size).Select(place => FormattableString.Invariant($"{place}"))]
        : null;

    /// <summary>Finds the columns.</summary>
    /// <param name="schema">What the model makes of the data.</param>
    /// <param name="keys">The names of those that tell rows apart.</param>
    /// <param name="predictedLabel">The name of the class that the model names, which need not be there.</param>
    /// <param name="score">The name of the scores.</param>
    /// <exception cref="ArgumentException">A column is not there, or of another type.</exception>
    public static ModelColumns Of(DataViewSchema schema, IReadOnlyList<string> keys, string predictedLabel, string score)
    {
        // Of several columns of a name, as where a model makes keys of labels, the first is that of the data.
        var keyColumns = keys.Select(name => schema.Where(column => column.Name == name).Cast<DataViewSchema.Column?>().FirstOrDefault()
            ?? throw Missing(schema, name, "The data have no such column to tell rows apart")).ToList();
        keyColumns.ForEach(TextGetter.Check);
        var scores = schema.GetColumnOrNull(score) ?? throw Missing(schema, score, "The model gives no scores");
        var item = scores.Type is VectorDataViewType { IsKnownSize: true } vector ? vector.ItemType : scores.Type;
        if (item != NumberDataViewType.Single)
        {
            throw new ArgumentException(
                $"The model's column '{score}' is of type {scores.Type}, neither Single nor one Single for each class: name its scores.");
        }
        return new(keyColumns, schema.GetColumnOrNull(predictedLabel) is { Type: PrimitiveDataViewType } label ? label : null, scores);
    }

    private static ArgumentException Missing(DataViewSchema schema, string name, string fault) => new(
        $"{fault}. There is no column '{name}'; there are "
        + $"{string.Join(", ", schema.Where(column => !column.IsHidden).Select(column => $"'{column.Name}'"))}.");
}
