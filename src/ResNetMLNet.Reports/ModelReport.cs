using Microsoft.ML;
using ResNetMLNet.Reports.Scoring;
using ResNetMLNet.Reports.Statistics;

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
    private readonly Lazy<Estimate> _logLoss;
    private readonly Lazy<Calibration> _calibration;

    private ModelReport(
        MLContext ml,
        ITransformer model,
        IDataView data,
        IDataView scored,
        IReadOnlyList<string> classNames,
        ScoredRows rows,
        TimeSpan scoringTime,
        Options options)
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
        MacroAccuracy = Wilson.MeanShare([.. Classes.Where(row => row.RowCount > 0).Select(row => (row.RightCount, row.RowCount))]);
        _logLoss = new(() => Bootstrap.Mean([.. Probable.Select(LogLossOf)], options.Seed));
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

    /// <summary>
    /// How many rows of each class, the outer list, were taken for each class, the inner one; both by place in
    /// <see cref="ClassNames"/>.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<long>> ConfusionMatrix { get; }

    /// <summary>The figures of each class, in the order of <see cref="ClassNames"/>.</summary>
    public IReadOnlyList<ClassFigures> Classes { get; }

    /// <summary>The share of rows that are taken for their class, as ML.NET's micro-accuracy; Wilson's interval.</summary>
    public Estimate Accuracy { get; }

    /// <summary>The mean recall of the classes that have rows; the interval from the variances of their shares.</summary>
    public Estimate MacroAccuracy { get; }

    /// <summary>
    /// The mean of the negative natural logarithms of the probability of the right class; the interval by bootstrap, which cannot know of
    /// mistakes that are not among the rows: where all are right it is too narrow.
    /// </summary>
    /// <exception cref="InvalidOperationException">The scores are no probabilities.</exception>
    public Estimate LogLoss => _logLoss.Value;

    /// <summary>How far the model's confidence is to be believed.</summary>
    /// <exception cref="InvalidOperationException">The scores are no probabilities.</exception>
    public Calibration Calibration => _calibration.Value;

    /// <summary>The share of rows for which the model names a class at all; 1 unless it has a threshold of confidence.</summary>
    public Estimate AnsweredShare => Share(row => row.IsAnswered);

    /// <summary>The accuracy on the rows for which the model names a class; null if there are none.</summary>
    public Estimate? AnsweredAccuracy =>
        Wilson.Share(Rows.Count(row => row is { IsAnswered: true, IsRight: true }), Rows.Count(row => row.IsAnswered));

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

    /// <summary>Compares the model with another one on the same rows.</summary>
    /// <param name="baseline">The report of the other, as of the model in production, on the same data.</param>
    /// <exception cref="ArgumentException">The reports are of other rows, or of other classes.</exception>
    public ModelComparison CompareTo(ModelReport baseline)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        return ModelComparison.Of(this, baseline);
    }

    /// <summary>The column of the scores.</summary>
    internal string ScoreColumnName => _options.ScoreColumnName;

    /// <summary>ML.NET.</summary>
    internal MLContext ML { get; }

    /// <summary>The model that was judged.</summary>
    internal ITransformer Model { get; }

    /// <summary>The rows as the model is given them.</summary>
    internal IDataView Data { get; }

    private IReadOnlyList<PredictedRow> Probable => HasProbabilities
        ? Rows
        : throw new InvalidOperationException(
            $"The scores in column '{_options.ScoreColumnName}' are no probabilities, which this figure needs: let the model end "
            + "with them.");

    private static double LogLossOf(PredictedRow row) => -Math.Log(Math.Max(row.LabelScore, LeastProbability));

    private Estimate Share(Func<PredictedRow, bool> counts) => Wilson.Share(Rows.Count(counts), Rows.Count)!.Value;
}
