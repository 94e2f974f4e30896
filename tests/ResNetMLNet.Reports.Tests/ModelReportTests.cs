using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Reports.Tests.Utilities;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms;

namespace ResNetMLNet.Reports.Tests;

[TestClass]
public sealed class ModelReportTests
{
    private static readonly string[] _animals = ["cat", "dog", "owl"];

    /// <summary>Three classes, four rows, one of them wrong.</summary>
    private static ModelReport Animals() => ScoredData.Report(
        _animals,
        ("cat", [0.7f, 0.2f, 0.1f]),
        ("cat", [0.3f, 0.6f, 0.1f]),
        ("dog", [0.1f, 0.8f, 0.1f]),
        ("owl", [0.0f, 0.5f, 0.5f]));

    [TestMethod]
    public void Figures_Should_Be_Those_Worked_Out_By_Hand()
    {
        var report = Animals();

        // Right: the first and the third; of the last, the dog comes before the owl.
        Assert.AreEqual(0.5, report.Accuracy.Value);
        Assert.AreEqual((0.5 + 1 + 0) / 3, report.MacroAccuracy.Value, 1e-12);
        Assert.AreEqual(-(Math.Log(0.7) + Math.Log(0.3) + Math.Log(0.8) + Math.Log(0.5)) / 4, report.LogLoss.Value, 1e-7);
        Assert.AreEqual(1, report.TopKAccuracy(2).Value);
        Assert.AreEqual(0.5, report.Classes[0].Recall!.Value.Value);
        Assert.AreEqual(1.0 / 3, report.Classes[1].Precision!.Value.Value, 1e-12);
        Assert.IsNull(report.Classes[2].Precision);
        Assert.AreSequenceEqual(new long[] { 1, 1, 0 }, report.ConfusionMatrix[0]);
        Assert.AreEqual(0.5, report.MistakesAbove(0.6)!.Value.Value, 1e-12 + (1.0 / 6));
    }

    [TestMethod]
    public void Figures_Should_Be_Those_Of_ML_NET()
    {
        // Given
        var ml = new MLContext(seed: 1);
        var (train, test) = (Points.Load(ml, 300, seed: 1), Points.Load(ml, 200, seed: 2));
        var model = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy()).Fit(train);

        // When
        var report = ModelReport.Of(ml, model, test);

        // Then
        var metrics = ml.MulticlassClassification.Evaluate(model.Transform(test), topKPredictionCount: 2);
        Assert.AreEqual(metrics.MicroAccuracy, report.Accuracy.Value, 1e-12);
        Assert.AreEqual(metrics.MacroAccuracy, report.MacroAccuracy.Value, 1e-12);
        Assert.AreEqual(metrics.LogLoss, report.LogLoss.Value, 1e-6);
        Assert.AreEqual(metrics.TopKAccuracy, report.TopKAccuracy(2).Value, 1e-12);
        Assert.AreSequenceEqual(metrics.ConfusionMatrix.PerClassRecall, report.Classes.Select(row => row.Recall!.Value.Value));
        Assert.AreSequenceEqual(metrics.ConfusionMatrix.PerClassPrecision, report.Classes.Select(row => row.Precision!.Value.Value));
    }

    [TestMethod]
    public void Labels_Should_Be_Compared_By_Name_Whatever_Their_Order_And_Type()
    {
        // Given
        var ml = new MLContext(seed: 1);
        var model = ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy().Fit(WithKeys(ml, Points.Load(ml, 300, seed: 1), "0", "1", "2"));
        var test = Points.Load(ml, 200, seed: 2);

        // When
        var asText = ModelReport.Of(ml, model, test);

        // Then
        Assert.IsGreaterThan(0.8, asText.Accuracy.Value);
        Assert.AreSequenceEqual(asText.Rows, ModelReport.Of(ml, model, WithKeys(ml, test, "0", "1", "2")).Rows);
        Assert.AreSequenceEqual(asText.Rows, ModelReport.Of(ml, model, WithKeys(ml, test, "2", "1", "0")).Rows);
    }

    [TestMethod]
    [DataRow("Number")]
    [DataRow("Flag")]
    [DataRow("Key")]
    public void Labels_May_Be_Numbers_Truth_Values_Or_Keys_Without_Names(string labelColumnName)
    {
        var ml = new MLContext(seed: 1);
        var data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 100).Select(i =>
            new TypedRow { Number = 3 + (i % 2), Flag = i % 2 == 0, Key = (uint)(1 + (i % 2)), Features = [i % 2, 1 - (i % 2)] }));
        IEstimator<ITransformer> label = labelColumnName == "Key"
            ? ml.Transforms.CopyColumns("Label", "Key")
            : ml.Transforms.Conversion.MapValueToKey("Label", labelColumnName);
        var model = label.Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy()).Fit(data);

        Assert.AreEqual(1, ModelReport.Of(ml, model, data).Accuracy.Value);
        Assert.AreEqual(1, ModelReport.Of(ml, model, data, new() { LabelColumnName = labelColumnName }).Accuracy.Value);
    }

    [TestMethod]
    public void Scores_Without_Names_Should_Go_By_The_Names_Of_As_Many_Label_Keys()
    {
        var ml = new MLContext(seed: 1);
        var data = WithKeys(ml, Points.Load(ml, 200, seed: 1), "2", "1", "0");
        var unnamed = ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy()
            .Append(ml.Transforms.CustomMapping<Scores, Unnamed>((from, to) => to.Other = [.. from.Score], contractName: null)).Fit(data);

        var report = ModelReport.Of(ml, unnamed, data, new() { ScoreColumnName = "Other" });

        Assert.AreSequenceEqual(["2", "1", "0"], report.ClassNames);
        Assert.AreSequenceEqual(ModelReport.Of(ml, unnamed, data).Rows, report.Rows);
    }

    [TestMethod]
    public void Classes_Of_One_Name_Should_Be_Told() => Expect.Error<ArgumentException>(
        () => ScoredData.Report(["cat", "cat"], ("cat", [1, 0])), "'Score'", "named 'cat'", "names of their own");

    [TestMethod]
    public void Classes_That_The_Model_Makes_No_Keys_Of_Should_Be_Told()
    {
        var ml = new MLContext(seed: 1);
        var model = ml.Transforms.Conversion.MapValueToKey("Label").Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy())
            .Fit(Points.Load(ml, 300, seed: 1));
        var rows = ml.Data.CreateEnumerable<Points.Row>(Points.Load(ml, 90, seed: 2), reuseRowObject: false).ToList();
        foreach (var row in rows.Where(row => row.Label == "2"))
            row.Label = "wasp";
        rows[0].Label = "";

        Expect.Error<InvalidOperationException>(
            () => ModelReport.Of(ml, model, ml.Data.LoadFromEnumerable(rows)), "30 of 90 rows", "'wasp'", "It knows '0', '1', '2'");
        Assert.AreEqual(1, ModelReport.Of(ml, model, ml.Data.LoadFromEnumerable(rows.Where(row => row.Label != "wasp"))).UnlabeledRowCount);
    }

    [TestMethod]
    public void A_Model_Should_Be_Judged_By_The_Class_That_It_Names()
    {
        string[] named = ["b", "a", "b", "other"];
        var data = ScoredData.View(["a", "b"], named.Select(name => new AnsweredRow { Label = "b", PredictedLabel = name, Score = [0.4f, 0.6f] }));

        var report = ModelReport.Of(ScoredData.ML, ScoredData.Model, data);

        Assert.AreSequenceEqual([true, false, true, true], report.Rows.Select(row => row.IsRight));
        Assert.AreSequenceEqual([0.6f, 0.4f, 0.6f, 0.6f], report.Rows.Select(row => row.Confidence));
        Assert.AreEqual(0.75, report.Accuracy.Value);
    }

    [TestMethod]
    public void Rows_Without_A_Label_Should_Be_Counted_And_Left_Out()
    {
        var report = ScoredData.Report(["a", "b"], ("", [1, 0]), ("b", [0, 1]), ("", [1, 0]), ("b", [1, 0]));

        Assert.AreEqual(2, report.UnlabeledRowCount);
        Assert.AreSequenceEqual(new long[] { 1, 3 }, report.Rows.Select(row => row.Position));
        Assert.AreEqual(0.5, report.Accuracy.Value);
    }

    [TestMethod]
    public void Slices_Should_Have_The_Rows_With_Each_Value()
    {
        var rows = new[] { ("a", "north", true), ("", "north", false), ("a", "south", false), ("a", "", true), ("a", "north", false) };
        var data = ScoredData.View(["a", "b"], rows.Select(row => new ShopRow { Label = row.Item1, Shop = row.Item2, Score = row.Item3 ? [1, 0] : [0, 1] }));

        var slices = ModelReport.Of(ScoredData.ML, ScoredData.Model, data).Slices("Shop");

        Assert.AreSequenceEqual([("", 1, 1.0), ("north", 2, 0.5), ("south", 1, 0.0)], slices.Select(slice => (slice.Value, slice.RowCount, slice.Accuracy.Value)));
    }

    [TestMethod]
    public void Rows_For_Which_The_Model_Names_No_Class_Should_Be_Counted()
    {
        var rows = new[] { ("a", true), ("", true), ("b", false), ("", false) };
        var data = ScoredData.View(["a", "b"], rows.Select(row => new AnsweredRow { Label = "a", PredictedLabel = row.Item1, Score = row.Item2 ? [1, 0] : [0, 1] }));

        var report = ModelReport.Of(ScoredData.ML, ScoredData.Model, data);

        Assert.AreEqual(0.5, report.AnsweredShare.Value);
        Assert.AreEqual(0.5, report.AnsweredAccuracy!.Value.Value);
    }

    [TestMethod]
    public void The_Confidence_Without_A_Temperature_Should_Be_Known()
    {
        var ml = new MLContext(seed: 1);
        var data = Points.Load(ml, 300, seed: 1);
        var plain = ml.Transforms.Conversion.MapValueToKey("Label").Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy()).Fit(data);
        var calibrated = new TransformerChain<ITransformer>(
            plain, ml.MulticlassClassification.TemperatureCalibrator().Fit(plain.Transform(Points.Load(ml, 300, seed: 2))));

        var before = ModelReport.Of(ml, plain, data);
        var after = ModelReport.Of(ml, calibrated, data);

        Assert.AreEqual(before.Accuracy, after.Accuracy);
        Assert.AreEqual(before.Calibration.ExpectedError, after.Uncalibrated()!.ExpectedError);
        Assert.AreNotEqual(before.Calibration.ExpectedError, after.Calibration.ExpectedError);
        Assert.IsNull(before.Uncalibrated());
    }

    [TestMethod]
    public void What_Cannot_Be_Judged_Should_Be_Told_In_One_Message()
    {
        Expect.Error<InvalidOperationException>(() => ScoredData.Report(_animals), "no rows");
        Expect.Error<InvalidOperationException>(() => ScoredData.Report(_animals, ("", [1, 0, 0])), "None of the 1 rows has a label");
        Expect.Error<InvalidOperationException>(
            () => ScoredData.Report(_animals, ("cat", [1, 0, 0]), ("emu", [1, 0, 0])), "1 of 2 rows", "'emu'", "'cat', 'dog', 'owl'");
        Expect.Error<InvalidOperationException>(
            () => ScoredData.Report(_animals, ("cat", [1, 0, 0]), ("cat", [1, float.NaN, 0])), "1 of 2 rows", "not finite", "row 1");
        Expect.Error<ArgumentException>(
            () => ModelReport.Of(ScoredData.ML, ScoredData.Model, Points.Load(ScoredData.ML, 3, seed: 1)), "no scores", "'Score'", "'Features'");
        Expect.Error<ArgumentException>(
            () => ModelReport.Of(ScoredData.ML, ScoredData.Model, Rows(), new() { ScoreColumnName = "Label" }), "'Label'", "String", "multiclass");
        Expect.Error<ArgumentException>(
            () => ModelReport.Of(ScoredData.ML, ScoredData.Model, Rows(), new() { LabelColumnName = "Truth" }), "no labels", "'Truth'");
        Expect.Error<ArgumentException>(() => Animals().Slices("Shop"), "'Shop'", "'Label'");
        Expect.Error<ArgumentException>(() => Animals().Slices("Score"), "'Score'", "no one value");

        static IDataView Rows() => ScoredData.View(_animals, ("cat", [1, 0, 0]));
    }

    [TestMethod]
    public void Scores_That_Are_No_Probabilities_Should_Give_No_Log_Loss()
    {
        var report = ScoredData.Report(_animals, ("cat", [3, -1, 0]));

        Assert.AreEqual(1, report.Accuracy.Value);
        Expect.Error<InvalidOperationException>(() => report.LogLoss, "'Score'", "no probabilities");
        Expect.Error<InvalidOperationException>(() => report.Calibration, "no probabilities");
    }

    [TestMethod]
    public void Scoring_Should_Tell_Its_Rows_And_End_When_It_Is_Told()
    {
        using var stop = new CancellationTokenSource();
        var told = new List<long>();
        var progress = new Told(count =>
        {
            told.Add(count);
            if (count == 512)
                stop.Cancel();
        });
        var rows = Enumerable.Repeat(("cat", new float[] { 1, 0, 0 }), 2_000).ToArray();

        Assert.ThrowsExactly<OperationCanceledException>(() => ModelReport.Of(
            ScoredData.ML, ScoredData.Model, ScoredData.View(_animals, rows), new() { Progress = progress, CancellationToken = stop.Token }));

        Assert.AreSequenceEqual(new long[] { 0, 256, 512 }, told);
    }

    private static IDataView WithKeys(MLContext ml, IDataView data, params string[] names)
    {
        var keys = ml.Data.LoadFromEnumerable(names.Select(name => new KeyRow { Name = name }));
        return ml.Transforms.Conversion.MapValueToKey("Label", keyData: keys).Fit(data).Transform(data);
    }

    private sealed class Scores
    {
        [VectorType(3)]
        public float[] Score { get; set; } = [];
    }

    private sealed class Unnamed
    {
        [VectorType(3)]
        public float[] Other { get; set; } = [];
    }

    private sealed class KeyRow
    {
        public string Name { get; set; } = "";
    }

    private sealed class TypedRow
    {
        public float Number { get; set; }

        public bool Flag { get; set; }

        [KeyType(2)]
        public uint Key { get; set; }

        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }

    private sealed class ShopRow : ScoredData.Row
    {
        public string Shop { get; set; } = "";
    }

    private sealed class AnsweredRow : ScoredData.Row
    {
        public string PredictedLabel { get; set; } = "";
    }

    private sealed class Told(Action<long> tell) : IProgress<long>
    {
        public void Report(long value) => tell(value);
    }
}
