using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Reports.Scoring;

/// <summary>The names of the classes that a model scores.</summary>
internal static class ClassNames
{
    private const int Shown = 20;

    /// <summary>The names in the order of the scores.</summary>
    /// <remarks>
    /// Trainers put them on the scores, where labels were texts or numbers. Scores of another origin, as those of an ONNX file, go by
    /// the names of as many label keys; a model of keys without names has the keys themselves.
    /// </remarks>
    /// <exception cref="ArgumentException">Classes have the same name.</exception>
    public static IReadOnlyList<string> Of(DataViewSchema.Column scores, DataViewSchema.Column label)
    {
        var count = ((VectorDataViewType)scores.Type).Size;
        var values = LabelValues.OfScores(scores)
            ?? (label.Type is KeyDataViewType key && key.Count == (ulong)count ? LabelValues.Of(label) : null);
        var names = values?.Texts().ToList() ?? [.. Enumerable.Range(1, count).Select(key => key.ToString(CultureInfo.InvariantCulture))];
        return names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key is { } twice
            ? throw new ArgumentException(
                $"Several classes of the model's column '{scores.Name}' are named '{twice}', and rows are told apart by name: "
                + "give a model whose classes have names of their own.")
            : names;
    }

    /// <summary>The names in a message, the first of many.</summary>
    public static string Listed(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(Shown).Select(name => $"'{name}'"))
        + (names.Count > Shown ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - Shown:N0} more") : "");
}
