using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Reports.Data;
using ResNetMLNet.Reports.Labels;
using ResNetMLNet.Transforms.Interop;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Reports;

/// <summary>Finds doubtful labels among the training pictures that can be read.</summary>
/// <param name="ml">The context.</param>
/// <param name="options">What finds them.</param>
internal sealed class LabelDoubts(MLContext ml, DataReport.Options options)
{
    /// <summary>Finds the labels.</summary>
    /// <param name="training">The training data.</param>
    /// <param name="rowCount">How many rows they have.</param>
    /// <param name="readable">The pictures of all parts that can be read.</param>
    /// <param name="families">For each of these what it is the same as or nearly so.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The rows; null if they are not looked for.</returns>
    public IReadOnlyList<DoubtfulLabel>? Find(
        IDataView training, int rowCount, List<PictureEntry> readable, int[] families, CancellationToken cancellationToken)
    {
        var usable = readable.Zip(families, (entry, family) => (entry.Picture, Family: family))
            .Where(row => row.Picture is { Part: DataPart.Training, Label: not null })
            .ToList();
        if (options.Trainer is null
            || usable.DistinctBy(row => row.Family).Count() < 2
            || usable.DistinctBy(row => row.Picture.Label).Count() < 2)
        {
            return null;
        }
        int[] rows = [.. usable.Select(row => row.Picture.Row!.Value)];
        var features = Features(Keyed(Rows(training, rowCount, [.. rows])), rows.Length, cancellationToken);
        var found = Find(features, options.Trainer, [.. usable.Select(row => row.Family)], cancellationToken);
        return [.. found.Select(doubtful => doubtful with { Row = rows[doubtful.Row] })];
    }

    private IReadOnlyList<DoubtfulLabel> Find(
        IDataView features, IEstimator<ITransformer> trainer, int[] families, CancellationToken cancellationToken)
    {
        var label = features.Schema[options.LabelColumnName];
        var classNames = LabelReader.ClassNames(label);
        var scores = new OutOfFoldScores(ml.Data, trainer, options.ScoreColumnName, classNames);
        return new DoubtfulRows(scores, classNames).Find(
            features,
            [.. features.GetColumn<uint>(label).Select(key => (int)key - 1)],
            families,
            Math.Min(options.NumberOfFolds, families.Distinct().Count()),
            options.Seed,
            options.Progress,
            cancellationToken);
    }

    private IDataView Rows(IDataView data, int rowCount, HashSet<int> wanted)
    {
        const double half = 0.5;
        Mark[] marks = [.. Enumerable.Range(0, rowCount).Select(row => new Mark { IsWanted = wanted.Contains(row) ? 1 : 0 })];
        return ml.Data.FilterRowsByColumn(ml.Data.Beside(data, marks), nameof(Mark.IsWanted), lowerBound: half);
    }

    private IDataView Keyed(IDataView data) => LabelReader.IsKey(data.Schema[options.LabelColumnName])
        ? data
        : ml.Transforms.Conversion.MapValueToKey(options.LabelColumnName, maximumNumberOfKeys: int.MaxValue).Fit(data).Transform(data);

    /// <summary>What the trainer learns from, computed once.</summary>
    private IDataView Features(IDataView data, int rowCount, CancellationToken cancellationToken)
    {
        if (options.Featurizer is not { } featurizer)
            return data;
        var model = featurizer.Fit(data);
        using var disposable = model as IDisposable;
        var features = ml.Data.Cache(model.Transform(data));
        using var cursor = features.GetRowCursor(features.Schema.Where(column => !column.IsHidden && ColumnBuffer.CanHold(column.Type)));
        while (cursor.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            options.Progress?.Report(FormattableString.Invariant(
                $"Computing what a network sees in the training pictures: {cursor.Position + 1:N0} of {rowCount:N0}"));
        }
        return features;
    }

    /// <summary>What is put beside a row.</summary>
    private sealed class Mark
    {
        /// <summary>1 if the row is wanted, else 0: what ML.NET filters by.</summary>
        public float IsWanted { get; set; }
    }
}
