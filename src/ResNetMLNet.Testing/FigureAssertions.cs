using ResNetMLNet.Reports;
using ResNetMLNet.Reports.Scoring;
using ResNetMLNet.Reports.Statistics;
using ResNetMLNet.Testing.Failures;

namespace ResNetMLNet.Testing;

/// <summary>Assertions on the figures of a model, by <c>Assert.That</c>.</summary>
/// <remarks>
/// A figure itself is held to the limit, not an end of its interval. The message of a failure names figure, interval and limit, says
/// whether so few rows can tell them apart, and lists the worst classes.
/// </remarks>
public static class FigureAssertions
{
    /// <summary>The share of right answers is at least a limit.</summary>
    /// <param name="assert"><c>Assert.That</c>.</param>
    /// <param name="report">The report of the model.</param>
    /// <param name="limit">The limit, from 0 to 1.</param>
    /// <exception cref="AssertFailedException">It is less.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not from 0 to 1.</exception>
    public static void AccuracyIsAtLeast(this Assert assert, ModelReport report, double limit) =>
        AtLeast(report, "Accuracy", report.Accuracy, limit);

    /// <summary>The mean recall of the classes is at least a limit.</summary>
    /// <param name="assert"><c>Assert.That</c>.</param>
    /// <param name="report">The report of the model.</param>
    /// <param name="limit">The limit, from 0 to 1.</param>
    /// <exception cref="AssertFailedException">It is less.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not from 0 to 1.</exception>
    public static void MacroAccuracyIsAtLeast(this Assert assert, ModelReport report, double limit) =>
        AtLeast(report, "Macro accuracy", report.MacroAccuracy, limit);

    /// <summary>The share of rows whose class is among the k likeliest is at least a limit.</summary>
    /// <param name="assert"><c>Assert.That</c>.</param>
    /// <param name="report">The report of the model.</param>
    /// <param name="k">How many of the highest scores count.</param>
    /// <param name="limit">The limit, from 0 to 1.</param>
    /// <exception cref="AssertFailedException">It is less.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not from 0 to 1, or <paramref name="k"/> is under 1.</exception>
    public static void TopKAccuracyIsAtLeast(this Assert assert, ModelReport report, int k, double limit) =>
        AtLeast(report, $"Top-{k} accuracy", report.TopKAccuracy(k), limit);

    /// <summary>The mean of the negative logarithms of the right classes' probabilities is at most a limit.</summary>
    /// <param name="assert"><c>Assert.That</c>.</param>
    /// <param name="report">The report of the model.</param>
    /// <param name="limit">The limit; guessing among n classes has the natural logarithm of n.</param>
    /// <exception cref="AssertFailedException">It is more.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative or no number.</exception>
    public static void LogLossIsAtMost(this Assert assert, ModelReport report, double limit)
    {
        Demand.Number(limit);
        Failure.Unless(report.LogLoss.Value <= limit, report, "Log loss", report.LogLoss, "at most", limit);
    }

    /// <summary>Every class that has rows is recognized in at least this share of them.</summary>
    /// <param name="assert"><c>Assert.That</c>.</param>
    /// <param name="report">The report of the model.</param>
    /// <param name="limit">The limit, from 0 to 1.</param>
    /// <exception cref="AssertFailedException">A class is recognized in fewer; the message lists all such.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not from 0 to 1.</exception>
    public static void EveryRecallIsAtLeast(this Assert assert, ModelReport report, double limit) =>
        Every(report.Classes.Select(row => (row.Name, row.Recall, row.RowCount)), "Recall", limit);

    /// <summary>Every class that the model names is right in at least this share of its answers.</summary>
    /// <param name="assert"><c>Assert.That</c>.</param>
    /// <param name="report">The report of the model.</param>
    /// <param name="limit">The limit, from 0 to 1.</param>
    /// <exception cref="AssertFailedException">A class is right in fewer; the message lists all such.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not from 0 to 1.</exception>
    public static void EveryPrecisionIsAtLeast(this Assert assert, ModelReport report, double limit) =>
        Every(report.Classes.Select(row => (row.Name, row.Precision, row.PredictedCount)), "Precision", limit);

    /// <summary>One class is recognized in at least this share of its rows.</summary>
    /// <param name="assert"><c>Assert.That</c>.</param>
    /// <param name="report">The report of the model.</param>
    /// <param name="className">The class.</param>
    /// <param name="limit">The limit, from 0 to 1.</param>
    /// <exception cref="AssertFailedException">It is recognized in fewer, or has no rows.</exception>
    /// <exception cref="ArgumentException">The model knows no such class.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not from 0 to 1.</exception>
    public static void RecallIsAtLeast(this Assert assert, ModelReport report, string className, double limit) =>
        One(report, className, row => row.Recall, "Recall", limit);

    /// <summary>One class is right in at least this share of the rows that are taken for it.</summary>
    /// <param name="assert"><c>Assert.That</c>.</param>
    /// <param name="report">The report of the model.</param>
    /// <param name="className">The class.</param>
    /// <param name="limit">The limit, from 0 to 1.</param>
    /// <exception cref="AssertFailedException">It is right in fewer, or was never named.</exception>
    /// <exception cref="ArgumentException">The model knows no such class.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not from 0 to 1.</exception>
    public static void PrecisionIsAtLeast(this Assert assert, ModelReport report, string className, double limit) =>
        One(report, className, row => row.Precision, "Precision", limit);

    /// <summary>No slice of the rows is less accurate than the whole by more than a margin.</summary>
    /// <param name="assert"><c>Assert.That</c>.</param>
    /// <param name="report">The report of the model.</param>
    /// <param name="columnName">The column whose values make the slices: a camera, a shop, a month.</param>
    /// <param name="margin">The margin, as a part of 1.</param>
    /// <param name="minimumRows">How many rows a slice has to have to be judged.</param>
    /// <exception cref="AssertFailedException">A slice is worse, or has too few rows; the message lists all such.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The margin is not from 0 to 1.</exception>
    public static void SlicesAreNoWorseThanTheWhole(
        this Assert assert, ModelReport report, string columnName, double margin, int minimumRows = 10)
    {
        Demand.Share(margin);
        var slices = report.Slices(columnName);
        Failure.IfAny(
            $"Of {slices.Count} slices by '{columnName}' these have too few rows to be judged, which takes {minimumRows}: "
            + "add rows, or pass another minimumRows",
            slices.Where(slice => slice.RowCount < minimumRows).Select(slice => $"'{slice.Value}': {slice.RowCount}"));
        Failure.IfAny(
            Failure.Text(
                $"Accuracy is {report.Accuracy}; of {slices.Count} slices by '{columnName}' these are worse by more than {margin}"),
            slices.Where(slice => slice.Accuracy.Value < report.Accuracy.Value - margin).OrderBy(slice => slice.Accuracy.Value)
                .Select(slice => $"'{slice.Value}': {slice.Accuracy} of {Failure.Count(slice.RowCount)} rows"));
    }

    /// <summary>The model's confidence is the share in which it is right, but for a mean distance of at most a limit.</summary>
    /// <param name="assert"><c>Assert.That</c>.</param>
    /// <param name="report">The report of the model.</param>
    /// <param name="limit">The highest expected calibration error, from 0 to 1.</param>
    /// <exception cref="AssertFailedException">It is more; the message lists the rows of like confidence that are off most.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not from 0 to 1.</exception>
    public static void CalibrationErrorIsAtMost(this Assert assert, ModelReport report, double limit)
    {
        Demand.Share(limit);
        var calibration = report.Calibration;
        if (calibration.ExpectedError <= limit)
            return;
        Failure.IfAny(
            Failure.Text($"The expected calibration error is {calibration.ExpectedError:F4}, and has to be at most {limit:F4}. ")
            + "Off most, by confidence",
            calibration.Bins.OrderByDescending(bin => bin.RowCount * Math.Abs(bin.Accuracy.Value - bin.Confidence)).Take(Failure.Listed)
                .Select(bin => Failure.Text($"{bin.Confidence:F2}: right in {bin.Accuracy} of {bin.RowCount:N0} rows")));
    }

    /// <summary>Of the answers that the model is sure of, at most a share is wrong.</summary>
    /// <param name="assert"><c>Assert.That</c>.</param>
    /// <param name="report">The report of the model.</param>
    /// <param name="confidence">From which confidence on an answer counts, from 0 to 1.</param>
    /// <param name="limit">The highest share of wrong ones, from 0 to 1.</param>
    /// <exception cref="AssertFailedException">More are wrong.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence or the limit is not from 0 to 1.</exception>
    public static void SureAnswersAreWrongInAtMost(this Assert assert, ModelReport report, double confidence, double limit)
    {
        Demand.Share(confidence);
        Demand.Share(limit);
        var figure = Failure.Text($"The share of wrong answers with a confidence of {confidence} or more");
        if (report.MistakesAbove(confidence) is { } share)
            Failure.Unless(share.Value <= limit, report, figure, share, "at most", limit);
    }

    private static void AtLeast(ModelReport report, string figure, Estimate share, double limit)
    {
        Demand.Share(limit);
        Failure.Unless(share.Value >= limit, report, figure, share, "at least", limit);
    }

    private static void Every(IEnumerable<(string Name, Estimate? Share, long RowCount)> classes, string figure, double limit)
    {
        Demand.Share(limit);
        Failure.IfAny(
            Failure.Text($"{figure} has to be at least {limit:F4} for every class, and is not for"),
            classes.Where(row => row.Share?.Value < limit).OrderBy(row => row.Share!.Value.Value)
                .Select(row => $"'{row.Name}': {row.Share} of {Failure.Count(row.RowCount)} rows"));
    }

    private static void One(ModelReport report, string className, Func<ClassFigures, Estimate?> figure, string name, double limit)
    {
        var row = report.Classes.FirstOrDefault(row => row.Name == className) ?? throw new ArgumentException(
            $"The model knows no class '{className}', but {ClassNames.Listed(report.ClassNames)}.", nameof(className));
        var share = figure(row) ?? throw new AssertFailedException($"{name} of '{className}' cannot be told: there is no row of it.");
        AtLeast(report, $"{name} of '{className}'", share, limit);
    }
}
