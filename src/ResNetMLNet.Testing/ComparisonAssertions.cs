using ResNetMLNet.Reports;
using ResNetMLNet.Testing.Deployment;
using ResNetMLNet.Testing.Failures;

namespace ResNetMLNet.Testing;

/// <summary>Assertions on a model beside another one, or beside itself on changed pictures, by <c>Assert.That</c>.</summary>
public static class ComparisonAssertions
{
    /// <summary>
    /// The model is no worse than another one, such as that in production, on the same rows. One without an answer counts by its likeliest
    /// class: what a threshold rejects is judged by <c>report.AnsweredShare</c>.
    /// </summary>
    /// <param name="assert"><c>Assert.That</c>.</param>
    /// <param name="report">The report of the model.</param>
    /// <param name="baseline">The report of the other, on the same data.</param>
    /// <param name="significance">
    /// How improbable a loss has to be for a model that is no worse before it counts, by McNemar's exact test.
    /// </param>
    /// <exception cref="AssertFailedException">It is worse; the message tells which rows it loses.</exception>
    /// <exception cref="ArgumentException">The reports are of other rows or classes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The significance is not from 0 to 1.</exception>
    public static void IsNoWorseThan(this Assert assert, ModelReport report, ModelReport baseline, double significance = 0.05)
    {
        Demand.Share(significance);
        var comparison = report.CompareTo(baseline);
        if (comparison.LossProbability >= significance)
            return;
        var names = report.RowNames;
        Failure.IfAny(
            Failure.Text($"The model is worse than the other: accuracy {report.Accuracy} against {baseline.Accuracy}, ")
            + Failure.Text($"{comparison.Lost:N0} rows lost and {comparison.Won:N0} won, which has a probability of ")
            + Failure.Text($"{comparison.LossProbability:G2} for a model that is no worse. Lost rows"),
            comparison.Changed.Where(row => row.WasRight)
                .Select(row => $"{names.Of(row.Position)}: '{row.Label}', taken for '{row.PredictedLabel}'"));
    }

    /// <summary>The model gives the same scores as another one, as after a resumed training or a second one with the same seed.</summary>
    /// <param name="assert"><c>Assert.That</c>.</param>
    /// <param name="report">The report of the model.</param>
    /// <param name="other">The report of the other, on the same data.</param>
    /// <param name="tolerance">The largest difference of a score; 0, the default, means the same bits.</param>
    /// <exception cref="AssertFailedException">Scores differ by more.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or no number.</exception>
    public static void ScoresEqual(this Assert assert, ModelReport report, ModelReport other, double tolerance = 0) =>
        ScoreDifference.Of(Scores.Of(report), Scores.Of(other)).ThrowIfOver(tolerance, "The models' scores differ");

    /// <summary>The model answers the same when pictures are changed, for at least a share of them.</summary>
    /// <param name="assert"><c>Assert.That</c>.</param>
    /// <param name="report">The report of the model.</param>
    /// <param name="change">The change, of which the pictures show the same as before.</param>
    /// <param name="limit">The least share, from 0 to 1.</param>
    /// <exception cref="AssertFailedException">Fewer answers stay.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not from 0 to 1.</exception>
    public static void AnswersStay(this Assert assert, ModelReport report, PictureChange change, double limit)
    {
        Demand.Share(limit);
        var share = report.Robustness(change);
        Failure.Unless(share.Value >= limit, report, $"The share of answers that stay after {change}", share, "at least", limit);
    }
}
