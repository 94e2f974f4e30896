using ResNetMLNet.Reports;
using ResNetMLNet.Testing.Deployment;
using ResNetMLNet.Testing.Failures;

namespace ResNetMLNet.Testing;

/// <summary>Assertions on what a model has to keep where it is deployed, by <c>Assert.That</c>.</summary>
public static class DeploymentAssertions
{
    /// <summary>The model takes and gives what its users expect.</summary>
    /// <param name="assert"><c>Assert.That</c>.</param>
    /// <param name="report">The report of the model.</param>
    /// <param name="input">
    /// The columns that the scores are made of, in the order of the data, as <c>ImagePath: String</c>, several of them with a comma and
    /// a space between.
    /// </param>
    /// <param name="classNames">The classes, in the order of the scores.</param>
    /// <exception cref="AssertFailedException">It is otherwise.</exception>
    public static void SchemaIs(this Assert assert, ModelReport report, string input, params string[] classNames)
    {
        var actual = string.Join(", ", ModelInput.Of(report).Select(column => $"{column.Name}: {column.Type}"));
        if (actual != input)
            throw new AssertFailedException($"The scores are made of '{actual}', not of '{input}'.");
        if (!classNames.SequenceEqual(report.ClassNames))
            throw new AssertFailedException($"The model tells the classes {Quoted(report.ClassNames)} apart, not {Quoted(classNames)}.");
    }

    /// <summary>The model can be saved, and a process with nothing registered loads it and gives the same scores.</summary>
    /// <param name="assert"><c>Assert.That</c>.</param>
    /// <param name="report">The report of the model.</param>
    /// <param name="rows">How many of the first rows are scored.</param>
    /// <param name="tolerance">The largest difference of a score; 0, the default, means the same bits.</param>
    /// <remarks>The other process has the assemblies of the tests and the same working directory.</remarks>
    /// <exception cref="AssertFailedException">Scores differ by more.</exception>
    /// <exception cref="InvalidOperationException">The model cannot be saved or loaded, or its input cannot be written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or no number, or there are no rows.</exception>
    public static void LoadsInAnotherProcess(this Assert assert, ModelReport report, int rows = 100, double tolerance = 0) =>
        ScoreDifference.Of(Batch(report, rows), AnotherProcess.Score(report, rows))
            .ThrowIfOver(tolerance, "Scores differ in another process");

    /// <summary>Predictions of one row at a time, of several threads at once, equal those of a batch.</summary>
    /// <param name="assert"><c>Assert.That</c>.</param>
    /// <param name="report">The report of the model.</param>
    /// <param name="rows">How many of the first rows are scored, by each thread.</param>
    /// <param name="threads">How many threads score at once.</param>
    /// <param name="tolerance">The largest difference of a score. Rounding may depend on the size of a batch.</param>
    /// <exception cref="AssertFailedException">Scores differ by more.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or no number, or there are no rows or threads.</exception>
    public static void SinglePredictionsEqualBatches(
        this Assert assert, ModelReport report, int rows = 100, int threads = 4, double tolerance = 1e-5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var expected = Batch(report, rows).ToList();
        var differences = new ScoreDifference[threads];
        var workers = Enumerable.Range(0, threads)
            .Select(i => Task.Factory.StartNew(
                () => differences[i] = ScoreDifference.Of(expected, Scores.OneByOne(report, rows)),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default));
        Task.WhenAll(workers).GetAwaiter().GetResult();
        foreach (var difference in differences)
            difference.ThrowIfOver(tolerance, "Predictions one by one differ from those of a batch");
    }

    /// <summary>Predictions take at most a factor of another model's time and managed memory, measured in turn in this run.</summary>
    /// <param name="assert"><c>Assert.That</c>.</param>
    /// <param name="report">The report of the model.</param>
    /// <param name="baseline">The report of the other, on the same data.</param>
    /// <param name="factor">The highest factor, for batches and for single rows alike.</param>
    /// <param name="rows">How many of the first rows are scored.</param>
    /// <remarks>
    /// What other tests of the same process do at the time is measured as well: mark the test with <c>[DoNotParallelize]</c>.
    /// </remarks>
    /// <exception cref="AssertFailedException">A factor is higher.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative or no number, or there are no rows.</exception>
    public static void CostsAtMost(this Assert assert, ModelReport report, ModelReport baseline, double factor, int rows = 20)
    {
        Demand.Number(factor);
        (string Name, PredictionCost Cost)[] costs =
        [
            ("in batches", PredictionCost.Of(() => Batch(report, rows).Count(), () => Batch(baseline, rows).Count())),
            ("one by one", PredictionCost.Of(() => Scores.OneByOne(report, rows).Count(), () => Scores.OneByOne(baseline, rows).Count())),
        ];
        Failure.IfAny(
            Failure.Text($"Predictions may cost {factor} times as much as the other model's, and cost more"),
            costs.Where(cost => cost.Cost.Seconds > factor || cost.Cost.Bytes > factor)
                .Select(cost => Failure.Text(
                    $"{cost.Name}: {cost.Cost.Seconds:F2} times the time, {cost.Cost.Bytes:F2} times the managed memory")));
    }

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));

    private static IEnumerable<float[]> Batch(ModelReport report, int rows) =>
        Scores.Of(report.Model.Transform(report.ML.Data.TakeRows(report.Data, rows)), report.ScoreColumnName);
}
