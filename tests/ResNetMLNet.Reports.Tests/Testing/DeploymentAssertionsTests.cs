using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using ResNetMLNet.Reports.Tests.Utilities;
using ResNetMLNet.Testing;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Reports.Tests.Testing;

[TestClass]
public sealed class DeploymentAssertionsTests
{
    private static readonly MLContext _ml = new(seed: 1);

    private static readonly IDataView _data = Points.Load(_ml, 200, seed: 1);

    private static ModelReport Good { get; } = Report(_ml.Transforms.CopyColumns("Copy", "Features"));

    [TestMethod]
    public void A_Model_That_Keeps_Its_Contract_Should_Pass()
    {
        Assert.That.SchemaIs(Good, "Features: Vector<Single, 3>", "0", "1", "2");
        Assert.That.LoadsInAnotherProcess(Good);
        Assert.That.SinglePredictionsEqualBatches(Good);
        Assert.That.CostsAtMost(Good, Good, factor: 5);
    }

    [TestMethod]
    public void Another_Schema_Should_Be_Told()
    {
        Expect.Error<AssertFailedException>(() => Assert.That.SchemaIs(Good, "Path: String", "0", "1", "2"), "Path: String", "Features: Vector<Single, 3>");
        Expect.Error<AssertFailedException>(() => Assert.That.SchemaIs(Good, "Features: Vector<Single, 3>", "0", "2", "1"), "'0', '1', '2' apart, not '0', '2', '1'");
    }

    [TestMethod]
    public void A_Model_That_Cannot_Be_Saved_Should_Be_Told()
    {
        var error = Assert.Throws<Exception>(() => Assert.That.LoadsInAnotherProcess(Report(Custom((from, to) => to.Copy = from.Features))));

        Assert.Contains("contract", error.Message);
    }

    [TestMethod]
    public void What_Another_Process_Cannot_Load_Should_Be_Told_First() => Expect.Error<InvalidOperationException>(
        () => Assert.That.LoadsInAnotherProcess(Report(Custom((from, to) => to.Copy = from.Features, "registered nowhere"))),
        "ended with 1: Unable to locate an extension for the contract 'registered nowhere'");

    [TestMethod]
    public void Demands_That_Every_Model_Meets_Should_Be_Refused()
    {
        Expect.Error<ArgumentOutOfRangeException>(() => Assert.That.SinglePredictionsEqualBatches(Good, threads: 0), "threads");
        Expect.Error<ArgumentOutOfRangeException>(() => Assert.That.SinglePredictionsEqualBatches(Good, tolerance: double.NaN), "tolerance is NaN");
        Expect.Error<ArgumentOutOfRangeException>(() => Assert.That.CostsAtMost(Good, Good, factor: double.NaN), "factor is NaN");
        Expect.Error<ArgumentOutOfRangeException>(() => Assert.That.ScoresEqual(Good, Good, tolerance: -1), "tolerance is -1", "0 or more");
    }

    [TestMethod]
    public void Single_Predictions_That_Differ_Should_Be_Told()
    {
        var calls = 0;
        var report = Report(Custom((from, to) => to.Copy = [.. from.Features.Select(value => value + Interlocked.Increment(ref calls))]));

        Expect.Error<AssertFailedException>(
            () => Assert.That.SinglePredictionsEqualBatches(report), "one by one differ from those of a batch", "100 rows", "1E-05 is allowed");
    }

    [TestMethod]
    public void A_Model_That_Got_Slower_Should_Be_Told()
    {
        var slower = Report(Custom((from, to) =>
        {
            Thread.SpinWait(20_000);
            to.Copy = [.. from.Features];
        }));

        Expect.Error<AssertFailedException>(() => Assert.That.CostsAtMost(slower, Good, factor: 3), "3 times as much", "one by one: ", "times the time");
    }

    [TestMethod]
    public void What_Else_The_Process_Does_Should_Not_Be_A_Model_That_Got_Slower()
    {
        // Given a process that allocates in two of three passes over the rows
        var first = _data.GetColumn<float[]>("Features").First();
        var passes = 0;
        var disturbed = Report(Custom((from, to) =>
        {
            if (from.Features.SequenceEqual(first))
                passes++;
            to.Copy = passes % 3 == 0 ? from.Features : [.. new float[100_000].Take(3).Zip(from.Features, (_, value) => value)];
        }));

        // Then
        Assert.That.CostsAtMost(disturbed, Report(Custom((from, to) => to.Copy = from.Features)), factor: 5);
    }

    private static ModelReport Report(IEstimator<ITransformer> copy) => ModelReport.Of(
        _ml,
        _ml.Transforms.Conversion.MapValueToKey("Label").Append(copy)
            .Append(_ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(featureColumnName: "Copy")).Fit(_data),
        _data);

    private static CustomMappingEstimator<Point, Copied> Custom(Action<Point, Copied> copy, string? contractName = null) =>
        _ml.Transforms.CustomMapping(copy, contractName);

    private sealed class Point
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Copied
    {
        [VectorType(3)]
        public float[] Copy { get; set; } = [];
    }
}
