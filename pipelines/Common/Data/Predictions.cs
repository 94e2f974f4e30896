using Microsoft.ML;
using ResNetMLNet.Pipelines.Common.CommandLine;

namespace ResNetMLNet.Pipelines.Common.Data;

/// <summary>Reads what a model says of pictures.</summary>
internal static class Predictions
{
    /// <summary>The <paramref name="top"/> likeliest classes of each picture, the likeliest first.</summary>
    /// <param name="ml">ML.NET.</param>
    /// <param name="scored">What the model made of the pictures, a row each.</param>
    /// <param name="files">The pictures' files, in the order of the rows.</param>
    /// <param name="top">How many classes to name.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UserErrorException">Scores are no finite numbers, as those of a damaged model.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IReadOnlyList<Prediction> Read(
        MLContext ml, IDataView scored, IReadOnlyList<string> files, int top, CancellationToken cancellationToken)
    {
        var names = KeyNames.OfScores(scored.Schema[ColumnNames.Score]);
        return [.. ml.Data.CreateEnumerable<Row>(scored, reuseRowObject: true).Select((row, i) =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!row.Score.All(float.IsFinite))
            {
                throw new UserErrorException(
                    $"The model's scores of '{files[i]}' are no finite numbers: it is damaged. Copy it again, or train anew.");
            }
            return new Prediction(files[i], row.PredictedLabel.Length > 0 ? row.PredictedLabel : null, Likeliest(names, row.Score, top));
        })];
    }

    /// <summary>The <paramref name="top"/> likeliest classes of one picture, the likeliest first.</summary>
    /// <param name="names">The names of the classes.</param>
    /// <param name="scores">The probability of each of them.</param>
    /// <param name="top">How many classes to name.</param>
    public static IReadOnlyList<ClassProbability> Likeliest(IReadOnlyList<string> names, float[] scores, int top) =>
    [
        .. scores.Select((score, i) => new ClassProbability(names[i], score))
            .OrderByDescending(entry => entry.Probability)
            .Take(top),
    ];

    private sealed class Row
    {
        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];
    }
}
