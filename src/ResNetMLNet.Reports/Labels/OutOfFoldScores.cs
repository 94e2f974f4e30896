using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Transforms.Interop;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Reports.Labels;

/// <summary>Scores each row by a model that has learnt from the rows of all other folds.</summary>
/// <param name="catalog">The catalog.</param>
/// <param name="estimator">What learns and scores.</param>
/// <param name="scoreColumnName">The column of the scores.</param>
/// <param name="classNames">The classes, in the order of the label's keys.</param>
internal sealed class OutOfFoldScores(
    DataOperationsCatalog catalog,
    IEstimator<ITransformer> estimator,
    string scoreColumnName,
    IReadOnlyList<string> classNames)
{
    /// <summary>Scores the rows.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="folds">For each its fold.</param>
    /// <param name="count">The number of folds.</param>
    /// <param name="progress">Is told of each fold.</param>
    /// <param name="cancellationToken">Ends it behind a fold.</param>
    /// <returns>For each row a probability for each class.</returns>
    /// <exception cref="InvalidOperationException">The estimator gives no probabilities of the classes.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public float[][] Of(IDataView data, int[] folds, int count, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var scores = new float[folds.Length][];
        for (var fold = 0; fold < count; fold++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(FormattableString.Invariant($"Looking for doubtful labels: model {fold + 1} of {count}"));
            var ofFold = Of(data, [.. folds.Select(other => new FoldRow { IsHeldOut = other == fold ? 1 : 0 })]);
            var next = 0;
            foreach (var row in Enumerable.Range(0, folds.Length).Where(row => folds[row] == fold))
                scores[row] = Checked(ofFold[next++], row);
        }
        return scores;
    }

    private List<float[]> Of(IDataView data, FoldRow[] rows)
    {
        const double half = 0.5;
        var marked = catalog.Beside(data, rows);
        var model = estimator.Fit(catalog.FilterRowsByColumn(marked, nameof(FoldRow.IsHeldOut), upperBound: half));
        using var disposable = model as IDisposable;
        var scored = model.Transform(catalog.FilterRowsByColumn(marked, nameof(FoldRow.IsHeldOut), lowerBound: half));
        Check(scored.Schema.GetColumnOrNull(scoreColumnName));
        return [.. scored.GetColumn<float[]>(scoreColumnName)];
    }

    private void Check(DataViewSchema.Column? column)
    {
        if (column is not { Type: VectorDataViewType type } scores
            || type.ItemType != NumberDataViewType.Single
            || type.Size != classNames.Count)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"The column '{scoreColumnName}' of the estimator is {column?.Type.ToString() ?? "not there"}; "
                + $"it has to be a vector of {classNames.Count} Single, a probability for each class of the labels."));
        }

        // Keys that the estimator makes of its own stand in another order in each fold.
        if (LabelValues.OfScores(scores) is { } names && !names.Texts().SequenceEqual(classNames))
        {
            throw new InvalidOperationException(
                $"The column '{scoreColumnName}' of the estimator has other classes than the labels, or another order of them: "
                + "let it learn from the column of labels itself.");
        }
    }

    private float[] Checked(float[] scores, int row) => scores.All(IsProbability)
        ? scores
        : throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture,
            $"The column '{scoreColumnName}' of the estimator has {scores.First(score => !IsProbability(score))} in row {row}; "
            + $"it has to have probabilities: take a trainer that gives them, such as LbfgsMaximumEntropy, "
            + $"and leave rows with missing features out."));

    // What sums to 1 may be rounded to a little more.
    private static bool IsProbability(float score) => score is >= 0 and <= 1.001f;

    /// <summary>What is put beside a row.</summary>
    private sealed class FoldRow
    {
        /// <summary>1 if the row is to be scored, 0 if it is to be learnt from: what ML.NET filters by.</summary>
        public float IsHeldOut { get; set; }
    }
}
