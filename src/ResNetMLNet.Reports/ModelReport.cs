using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Reports.Pictures;
using ResNetMLNet.Reports.Scoring;
using ResNetMLNet.Reports.Statistics;
using ResNetMLNet.Transforms.Calibration;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Reports;

/// <summary>What a model that scores classes is worth on some rows: it scores them once, and every figure is read from that.</summary>
/// <remarks>
/// The model may be of any multiclass trainer: only its columns of labels, scores and predicted labels are read. Labels are compared by
/// name, so that the data may number the classes in another order than the model.
/// </remarks>
public sealed partial class ModelReport
{
    private readonly IDataView _scored;
    private readonly Options _options;
    private readonly Lazy<Estimate> _macroAccuracy;
    private readonly Lazy<Estimate> _logLoss;
    private readonly Lazy<Calibration> _calibration;

    private ModelReport(MLContext ml, ITransformer model, IDataView data, IDataView scored, IReadOnlyList<string> classNames, ScoredRows rows, TimeSpan scoringTime, Options options)
    {
        ML = ml;
        Model = model;
        Data = data;
        _scored = scored;
        _options = options;
        HasProbabilities = rows.AreProbabilities;
        ScoringTime = scoringTime;
        ClassNames = classNames;
        Rows = rows.Rows;
        UnlabeledRowCount = rows.UnlabeledRowCount;
        ConfusionMatrix = Confusion.Of(rows.Rows, classNames.Count);
        Classes = [.. classNames.Select((name, i) => ClassFigures.Of(name, i, ConfusionMatrix))];
        Accuracy = Share(row => row.IsRight);
        _macroAccuracy = new(() => Bootstrap.MeanShare(
            [.. Classes.Where(row => row.RowCount > 0).Select(row => (row.RightCount, row.RowCount))], options.Seed));
        _logLoss = new(() => Bootstrap.Mean([.. Probable.Select(row => -Math.Log(Math.Max(row.LabelScore, LeastProbability)))], options.Seed));
        _calibration = new(() => Calibration.Of(Probable.Select(row => (row.Confidence, row.IsRight))));
    }

    // As ML.NET's own evaluation has it: one row of no probability would make the mean infinite.
    private const double LeastProbability = 1e-15;

    /// <summary>The classes, in the order of the scores.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>What the model makes of each row that has a label, in the order of the data.</summary>
    public IReadOnlyList<PredictedRow> Rows { get; }

    /// <summary>How many rows have no label, and are in no figure.</summary>
    public long UnlabeledRowCount { get; }

    /// <summary>Whether the scores of all rows lie between 0 and 1 and sum to 1, which log loss and calibration need.</summary>
    public bool HasProbabilities { get; }

    /// <summary>How long the scoring took, with the reading of the data.</summary>
    public TimeSpan ScoringTime { get; }

    /// <summary>How many rows of each class, the outer list, were taken for each class, the inner one; both by place in <see cref="ClassNames"/>.</summary>
    public IReadOnlyList<IReadOnlyList<long>> ConfusionMatrix { get; }

    /// <summary>The figures of each class, in the order of <see cref="ClassNames"/>.</summary>
    public IReadOnlyList<ClassFigures> Classes { get; }

    /// <summary>The share of rows whose highest score is that of their class, as ML.NET's micro-accuracy; Wilson's interval.</summary>
    public Estimate Accuracy { get; }

    /// <summary>The mean recall of the classes that have rows; the interval by bootstrap.</summary>
    public Estimate MacroAccuracy => _macroAccuracy.Value;

    /// <summary>The mean of the negative natural logarithms of the probability of the right class; the interval by bootstrap.</summary>
    /// <exception cref="InvalidOperationException">The scores are no probabilities.</exception>
    public Estimate LogLoss => _logLoss.Value;

    /// <summary>How far the model's confidence is to be believed.</summary>
    /// <exception cref="InvalidOperationException">The scores are no probabilities.</exception>
    public Calibration Calibration => _calibration.Value;

    /// <summary>The share of rows for which the model names a class at all; 1 unless it has a threshold of confidence.</summary>
    public Estimate AnsweredShare => Share(row => row.IsAnswered);

    /// <summary>The accuracy on the rows for which the model names a class; null if there are none.</summary>
    public Estimate? AnsweredAccuracy => Wilson.Share(Rows.Count(row => row is { IsAnswered: true, IsRight: true }), Rows.Count(row => row.IsAnswered));

    /// <summary>Scores all rows once.</summary>
    /// <param name="ml">ML.NET.</param>
    /// <param name="model">The model, a chain from the data's columns to scores.</param>
    /// <param name="data">The rows with their labels. They are read again where a slice is asked for.</param>
    /// <param name="options">The names of the columns, and more; null for the defaults.</param>
    /// <exception cref="ArgumentException">The model gives no scores of classes, classes have one name, or a column is not there.</exception>
    /// <exception cref="InvalidOperationException">No row has a label, a label is unknown to the model, or scores are not finite.</exception>
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

    /// <summary>The share of rows whose class has one of the highest scores; Wilson's interval.</summary>
    /// <param name="k">How many of the highest scores count, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is under 1.</exception>
    public Estimate TopKAccuracy(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return Share(row => row.LabelRank <= k);
    }

    /// <summary>The share of wrong answers among those that the model is this sure of; null if there are none.</summary>
    /// <param name="confidence">The least highest score, from 0 to 1.</param>
    /// <exception cref="InvalidOperationException">The scores are no probabilities.</exception>
    public Estimate? MistakesAbove(double confidence)
    {
        var sure = Probable.Where(row => row.Confidence >= confidence).ToList();
        return Wilson.Share(sure.Count(row => !row.IsRight), sure.Count);
    }

    /// <summary>The rows by the values of a column: a camera, a shop, a month.</summary>
    /// <param name="columnName">A column of the data or of what the model makes of them: of texts, keys, numbers or truth values.</param>
    /// <returns>The slices in the order of their values' texts; rows without a value are a slice of the empty text.</returns>
    /// <exception cref="ArgumentException">There is no such column, or it has no one value for each row.</exception>
    public IReadOnlyList<SliceFigures> Slices(string columnName)
    {
        ArgumentNullException.ThrowIfNull(columnName);
        return
        [
            .. Rows.Zip(Texts(columnName), (row, value) => (row, value)).GroupBy(pair => pair.value).OrderBy(slice => slice.Key, StringComparer.Ordinal)
                .Select(slice => new SliceFigures(columnName, slice.Key, slice.Count(), Wilson.Share(slice.Count(pair => pair.row.IsRight), slice.Count())!.Value)),
        ];
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
            "The model reads no pictures that can be changed: paths or bytes by LoadPictures, a column of MLImage, or vectors of pixels from 0 to 255 with their dimensions.");
        var picked = PickedRows.Evenly(Rows, rows);
        var changed = Score(Model.Transform(pictures.Change(ML, new PickedRows(ML, Data, picked), change.Apply)), _options, progress: null, cancellationToken).Rows.Rows;
        var before = Rows.Where(row => picked.Contains(row.Position)).ToList();
        if (!before.Select(row => row.Label).SequenceEqual(changed.Select(row => row.Label)))
            throw new InvalidOperationException("The rows are others than before when they were read again: give data that stay the same.");
        return Wilson.Share(before.Zip(changed).Count(pair => pair.First.PredictedLabel == pair.Second.PredictedLabel), changed.Count)!.Value;
    }

    /// <summary>Compares the model with another one on the same rows.</summary>
    /// <param name="baseline">The report of the other, as of the model in production, on the same data.</param>
    /// <exception cref="ArgumentException">The reports are of other rows, or of other classes.</exception>
    public ModelComparison CompareTo(ModelReport baseline)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        return ModelComparison.Of(this, baseline);
    }

    /// <summary>The wrong rows, those with the greatest lead over the right class first.</summary>
    internal IEnumerable<PredictedRow> WorstMistakes =>
        Rows.Where(row => !row.IsRight).OrderByDescending(row => row.Confidence - row.LabelScore);

    /// <summary>The right rows, the least sure first.</summary>
    internal IEnumerable<PredictedRow> LeastSure => Rows.Where(row => row.IsRight).OrderBy(row => row.Confidence);

    /// <summary>How far the confidence is to be believed without the temperature that the model has; null if it has none.</summary>
    internal Calibration? Uncalibrated(CancellationToken cancellationToken = default)
    {
        var members = PictureColumn.Members(Model).ToList();
        if (!members.Exists(member => member is TemperatureCalibratorTransformer))
            return null;
        var chain = new TransformerChain<ITransformer>([.. members.Where(member => member is not TemperatureCalibratorTransformer)]);
        var (_, rows) = Score(chain.Transform(Data), _options, progress: null, cancellationToken);
        return Calibration.Of(rows.Rows.Select(row => (row.Confidence, row.IsRight)));
    }

    /// <summary>What the rows are called.</summary>
    internal RowNames RowNames => _options.RowNameColumnName is { } column
        ? RowNames.Of(Rows.Zip(Texts(column), (row, name) => (row.Position, name)))
        : RowNames.ByPosition;

    /// <summary>The column of the scores.</summary>
    internal string ScoreColumnName => _options.ScoreColumnName;

    /// <summary>ML.NET.</summary>
    internal MLContext ML { get; }

    /// <summary>The model that was judged.</summary>
    internal ITransformer Model { get; }

    /// <summary>The rows as the model is given them.</summary>
    internal IDataView Data { get; }

    /// <summary>The texts of a column, one for each of <see cref="Rows"/>.</summary>
    internal IEnumerable<string> Texts(string columnName)
    {
        var column = ScoredColumns.Find(_scored.Schema, columnName, "The rows cannot be told apart by it");
        using var cursor = _scored.GetRowCursor([column]);
        var text = TextGetter.Of(cursor, column);
        long position = -1;
        foreach (var row in Rows)
        {
            for (; position < row.Position; position++)
            {
                if (!cursor.MoveNext())
                    throw new InvalidOperationException($"The data ended at row {position} when they were read again: give data that stay the same.");
            }
            yield return text();
        }
    }

    private static (IReadOnlyList<string> ClassNames, ScoredRows Rows) Score(
        IDataView scored, Options options, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var score = ScoredColumns.ScoreOf(scored.Schema, options.ScoreColumnName);
        var label = ScoredColumns.Find(scored.Schema, options.LabelColumnName, "The data have no labels: name their column");
        TextGetter.Check(label);
        var classNames = Scoring.ClassNames.Of(score, label);
        var columns = new ScoredColumns(label, score, scored.Schema.GetColumnOrNull(options.PredictedLabelColumnName));
        return (classNames, ScoredRows.Read(scored, columns, classNames, progress, cancellationToken));
    }

    private IReadOnlyList<PredictedRow> Probable => HasProbabilities
        ? Rows
        : throw new InvalidOperationException(
            $"The scores in column '{_options.ScoreColumnName}' are no probabilities, which this figure needs: let the model end with them.");

    private Estimate Share(Func<PredictedRow, bool> counts) => Wilson.Share(Rows.Count(counts), Rows.Count)!.Value;
}
