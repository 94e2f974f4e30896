using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Reports.Scoring;

/// <summary>The rows of a data set as a model scores them.</summary>
/// <param name="Rows">Those with a label, in the order of the data.</param>
/// <param name="UnlabeledRowCount">How many have none.</param>
/// <param name="AreProbabilities">Whether the scores of each row lie between 0 and 1 and sum to 1.</param>
internal sealed record ScoredRows(IReadOnlyList<PredictedRow> Rows, long UnlabeledRowCount, bool AreProbabilities)
{
    private const int RowsBetweenReports = 256;

    /// <summary>Reads all rows.</summary>
    /// <param name="scored">What the model made of the data.</param>
    /// <param name="columns">The columns of it.</param>
    /// <param name="classNames">The classes, in the order of the scores.</param>
    /// <param name="progress">Is told the number of rows; null for nobody.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidOperationException">There is no row with a label, a label is unknown, or scores are NaN.</exception>
    public static ScoredRows Read(
        IDataView scored,
        ScoredColumns columns,
        IReadOnlyList<string> classNames,
        IProgress<long>? progress,
        CancellationToken cancellationToken)
    {
        var classes = classNames.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i);
        var rows = new List<PredictedRow>();
        var faults = new ScoringFaults(classNames);
        var areProbabilities = true;
        long position = 0;
        using var cursor = scored.GetRowCursor(columns.All);
        var label = columns.LabelGetter(cursor);
        var answer = columns.PredictedLabelGetter(cursor);
        var getScores = cursor.GetGetter<VBuffer<float>>(columns.Score);
        VBuffer<float> buffer = default;
        for (; cursor.MoveNext(); position++)
        {
            if (position % RowsBetweenReports == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(position);
            }
            var name = label();
            if (name.Length == 0)
            {
                faults.Unlabeled();
                continue;
            }
            getScores(ref buffer);
            var scores = buffer.IsDense ? buffer.GetValues() : buffer.DenseValues().ToArray();
            if (!classes.TryGetValue(name, out var labelIndex))
                faults.Unknown(name);
            else if (NotFinite.IsIn(scores))
                faults.NotFinite(position);
            else
            {
                var answered = answer();
                var predicted = answered is not null && classes.TryGetValue(answered, out var named)
                    ? named
                    : TensorPrimitives.IndexOfMax(scores);
                rows.Add(Row(position, labelIndex, predicted, scores, answered != ""));
                areProbabilities &= Probabilities.Are(scores);
            }
        }
        faults.ThrowIfAny(position);
        return new ScoredRows(rows, faults.UnlabeledCount, areProbabilities);
    }

    private static PredictedRow Row(long position, int label, int predicted, ReadOnlySpan<float> scores, bool isAnswered)
    {
        var rank = 1;
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] > scores[label] || (scores[i] == scores[label] && i < label))
                rank++;
        }
        return new PredictedRow(position, label, predicted, scores[predicted], scores[label], rank, isAnswered);
    }
}
