using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Reports.Scoring;

/// <summary>The names of the classes that a model scores.</summary>
internal static class ClassNames
{
    /// <summary>The names in the order of the scores.</summary>
    /// <remarks>
    /// Trainers put them on the scores, where labels were texts or numbers; a model of keys without names has the keys themselves.
    /// </remarks>
    public static IReadOnlyList<string> Of(DataViewSchema.Column scores)
    {
        var names = LabelValues.OfScores(scores);
        var count = ((VectorDataViewType)scores.Type).Size;
        return names?.Texts().ToList() ?? [.. Enumerable.Range(1, count).Select(key => key.ToString(CultureInfo.InvariantCulture))];
    }
}
