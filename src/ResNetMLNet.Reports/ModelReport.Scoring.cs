using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Reports.Pictures;
using ResNetMLNet.Reports.Scoring;
using ResNetMLNet.Reports.Statistics;
using ResNetMLNet.Transforms.Calibration;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Reports;

public sealed partial class ModelReport
{
    /// <summary>Scores all rows once.</summary>
    /// <param name="ml">ML.NET.</param>
    /// <param name="model">The model, a chain from the data's columns to scores.</param>
    /// <param name="data">The rows with their labels. They are read again where a slice is asked for.</param>
    /// <param name="options">The names of the columns, and more; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// The model gives no scores of classes, classes have one name, or a column is not there.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// No row has a label, a label is unknown to the model, or scores are not finite.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled.</exception>
    public static ModelReport Of(MLContext ml, ITransformer model, IDataView data, Options? options = null)
    {
        ArgumentNullException.ThrowIfNull(ml);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        options ??= new Options();
        var scored = model.Transform(data);
        var started = Stopwatch.GetTimestamp();
        var (classNames, rows) = Score(scored, options, options.Progress, options.CancellationToken);
        return new ModelReport(ml, model, data, scored, classNames, rows, Stopwatch.GetElapsedTime(started), options);
    }

    /// <summary>The share of rows for which the model answers the same when their pictures are changed; Wilson's interval.</summary>
    /// <param name="change">The change, of which the pictures show the same as before.</param>
    /// <param name="rows">How many rows are scored again at most, at even distances over all.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is under 1.</exception>
    /// <exception cref="InvalidOperationException">The model reads no pictures, or the data have changed.</exception>
    public Estimate Robustness(PictureChange change, int rows = 1_000) => Robustness(change, rows, _options.CancellationToken);

    /// <summary>The same, with an end of its own.</summary>
    internal Estimate Robustness(PictureChange change, int rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        var pictures = PictureColumn.Of(Model, Data) ?? throw new InvalidOperationException(
            "The model reads no pictures that can be changed: paths or bytes by LoadPictures, a column of MLImage, or vectors of "
            + "pixels from 0 to 255 with their dimensions.");
        var picked = PickedRows.Evenly(Rows, rows);
        var scored = Model.Transform(pictures.Change(ML, new PickedRows(ML, Data, picked), change.Apply));
        var changed = Score(scored, _options, progress: null, cancellationToken).Rows.Rows;
        var before = Rows.Where(row => picked.Contains(row.Position)).ToList();
        if (!before.Select(row => row.Label).SequenceEqual(changed.Select(row => row.Label)))
            throw new InvalidOperationException("The rows are others than before when they were read again: give data that stay the same.");
        var same = before.Zip(changed).Count(pair => pair.First.PredictedLabel == pair.Second.PredictedLabel);
        return Wilson.Share(same, changed.Count)!.Value;
    }

    /// <summary>How far the confidence is to be believed without the temperature that the model has; null if it has none.</summary>
    internal Calibration? Uncalibrated(CancellationToken cancellationToken = default)
    {
        var members = ChainMembers.Of(Model).ToList();
        if (!members.Exists(member => member is TemperatureCalibratorTransformer))
            return null;
        var chain = new TransformerChain<ITransformer>([.. members.Where(member => member is not TemperatureCalibratorTransformer)]);
        var (_, rows) = Score(chain.Transform(Data), _options, progress: null, cancellationToken);
        return Calibration.Of(rows.Rows.Select(row => (row.Confidence, row.IsRight)));
    }

    private static (IReadOnlyList<string> ClassNames, ScoredRows Rows) Score(
        IDataView scored, Options options, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var columns = ScoredColumns.Of(scored.Schema, options.LabelColumnName, options.ScoreColumnName, options.PredictedLabelColumnName);
        var classNames = Scoring.ClassNames.Of(columns.Score, columns.Label);
        return (classNames, ScoredRows.Read(scored, columns, classNames, progress, cancellationToken));
    }
}
