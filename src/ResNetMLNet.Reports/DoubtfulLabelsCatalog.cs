using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Reports.Data;
using ResNetMLNet.Reports.Labels;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Reports;

/// <summary>Finds labels that are likely wrong: <c>mlContext.MulticlassClassification.FindDoubtfulLabels</c></summary>
public static class DoubtfulLabelsCatalog
{
    /// <summary>
    /// Finds rows whose label is likely wrong, by confident learning (Northcutt, Jiang and Chuang 2021): each row is scored by a model
    /// that has learnt from other rows. The rows for which a class is as probable as it is for those of its label on the average tell
    /// which share of a label's rows belongs to another class; so many of them are doubtful, those for which that class is more
    /// probable than the label by the largest margins.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">
    /// The rows. They are read for each fold: let what makes features be fitted before, and <c>mlContext.Data.Cache</c> hold them.
    /// </param>
    /// <param name="estimator">What learns, and scores by probabilities of the classes, as <c>LbfgsMaximumEntropy</c> does.</param>
    /// <param name="numberOfFolds">How many models are trained, 2 or more; each row is scored by one of them.</param>
    /// <param name="labelColumnName">The column of labels: keys, as <c>MapValueToKey</c> makes them.</param>
    /// <param name="samplingKeyColumnName">
    /// A column whose equal values keep rows together, such as those of one picture or person, so that no model scores what it has
    /// learnt from; null to take each row by itself.
    /// </param>
    /// <param name="scoreColumnName">The column of the probabilities.</param>
    /// <param name="seed">Decides which rows are scored together; each fold has nearly as many of each class.</param>
    /// <param name="cancellationToken">Ends it behind a fold.</param>
    /// <returns>
    /// The doubtful rows, those with the largest margin first. A class of which all rows are kept together is not doubted: no model
    /// that scores them knows it.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// There is no such column, the labels are no keys, a row has none, or there are fewer rows to be kept together than folds.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 folds.</exception>
    /// <exception cref="InvalidOperationException">The estimator gives no probabilities of the classes.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IReadOnlyList<DoubtfulLabel> FindDoubtfulLabels(
        this MulticlassClassificationCatalog catalog,
        IDataView data,
        IEstimator<ITransformer> estimator,
        int numberOfFolds = 5,
        string labelColumnName = "Label",
        string? samplingKeyColumnName = null,
        string scoreColumnName = "Score",
        int seed = 0,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(estimator);
        ArgumentOutOfRangeException.ThrowIfLessThan(numberOfFolds, 2);
        var column = KeyColumn(data.Schema, labelColumnName);
        var labels = Labels(data, column);
        var groups = samplingKeyColumnName is null ? [.. Enumerable.Range(0, labels.Length)] : Groups(data, samplingKeyColumnName);
        if (groups.Distinct().Count() is var count && count < numberOfFolds)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"numberOfFolds is {numberOfFolds}, but there are {count} rows that are not kept together: take fewer folds."),
                nameof(numberOfFolds));
        }
        var classNames = LabelReader.ClassNames(column);
        var scores = new OutOfFoldScores(catalog.Data(), estimator, scoreColumnName, classNames);
        return new DoubtfulRows(scores, classNames).Find(data, labels, groups, numberOfFolds, seed, progress: null, cancellationToken);
    }

    private static DataViewSchema.Column KeyColumn(DataViewSchema schema, string name) =>
        schema.GetColumnOrNull(name) is { } column && LabelReader.IsKey(column)
            ? column
            : throw new ArgumentException($"The data have no column '{name}' of keys: map the labels by MapValueToKey.");

    private static int[] Labels(IDataView data, DataViewSchema.Column column)
    {
        int[] labels = [.. data.GetColumn<uint>(column).Select(key => (int)key - 1)];
        return Array.IndexOf(labels, -1) is >= 0 and var row
            ? throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"The column '{column.Name}' has no value in row {row}: leave rows without a label out."))
            : labels;
    }

    private static int[] Groups(IDataView data, string column)
    {
        if (data.Schema.GetColumnOrNull(column) is null)
            throw new ArgumentException($"The data have no column '{column}': give the name of the one that keeps rows together.");
        var conversion = new MLContext().Transforms.Conversion.MapValueToKey("Group", column, maximumNumberOfKeys: int.MaxValue);
        return [.. conversion.Fit(data).Transform(data).GetColumn<uint>("Group").Select(key => (int)key)];
    }
}
