using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Calibration;

namespace ResNetMLNet.Transforms.Tests.Calibration;

[TestClass]
public sealed class RejectionTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _view;

    public RejectionTests()
    {
        _view = FormulaScores.WithKeys(_ml, FormulaScores.View(_ml, FormulaScores.Rows(3)), FormulaScores.Names);
    }

    [TestMethod]
    [DataRow(0.9, 0.99442333f, 295, 0.9016949, DisplayName = "half of the rows")]
    [DataRow(0.8, 0.5496551f, 587, 0.8006814, DisplayName = "nearly all")]
    [DataRow(0.75, 0.50361764f, 600, 0.7933333, DisplayName = "all")]
    public void Fit_Should_Find_The_Lowest_Threshold_With_The_Precision(double wanted, float threshold, int answered, double precision)
    {
        var rejection = _ml.MulticlassClassification.RejectForPrecision(wanted).Fit(_view);

        // By numpy on the same numbers.
        Assert.AreEqual(threshold, rejection.Threshold, 1e-6f);
        Assert.AreEqual(answered / 600.0, rejection.AnsweredShare, 1e-9);
        Assert.AreEqual(precision, rejection.Precision, 1e-6);
        Assert.AreEqual(answered, rejection.Transform(_view).GetColumn<uint>("PredictedLabel").Count(label => label > 0));
    }

    [TestMethod]
    public void A_Precision_That_No_Threshold_Reaches_Should_Be_Told_With_The_Best()
    {
        var rows = FormulaScores.Rows(3);
        var surest = rows.MaxBy(row => row.Score.Max())!;
        surest.Name = FormulaScores.Names[(surest.PredictedLabel + 1) % 3];

        Expect.Error<InvalidOperationException>(
            () => _ml.MulticlassClassification.RejectForPrecision(0.99, "Name").Fit(FormulaScores.View(_ml, rows)),
            "No threshold makes 0.99",
            "at best 0.9",
            "of the 600 rows",
            "lower precision");
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1.1)]
    [DataRow(double.NaN)]
    public void A_Precision_That_Is_No_Share_Should_Be_Rejected(double precision) => Expect.Error<ArgumentOutOfRangeException>(
        () => _ml.MulticlassClassification.RejectForPrecision(precision), "precision", "above 0 and at most 1");

    [TestMethod]
    [DataRow(-0.1f)]
    [DataRow(95f)]
    [DataRow(float.NaN)]
    public void A_Threshold_That_Is_No_Probability_Should_Be_Rejected(float threshold) => Expect.Error<ArgumentOutOfRangeException>(
        () => _ml.MulticlassClassification.RejectBelow(threshold), "threshold", "from 0 to 1");

    [TestMethod]
    public void A_Key_Should_Be_Missing_Below_The_Threshold_And_Not_At_It()
    {
        var view = Three(float.NaN);

        var labels = _ml.MulticlassClassification.RejectBelow(0.625f).Fit(view).Transform(view).GetColumn<uint>("PredictedLabel");

        Assert.AreSequenceEqual([1u, 0u, 0u], labels);
    }

    [TestMethod]
    public void A_Text_Should_Be_Empty_Below_The_Threshold()
    {
        var pipeline = _ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Append(_ml.MulticlassClassification.RejectBelow(0.625f));
        var view = Three(0.5f);

        var labels = pipeline.Fit(view).Transform(view).GetColumn<string>("PredictedLabel");

        Assert.AreSequenceEqual(["ant", "", ""], labels);
    }

    [TestMethod]
    public void A_Missing_Key_Should_Become_An_Empty_Text()
    {
        var pipeline = _ml.MulticlassClassification.RejectBelow(0.625f).Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var view = Three(0.5f);

        Assert.AreSequenceEqual(["ant", "", ""], pipeline.Fit(view).Transform(view).GetColumn<string>("PredictedLabel"));
    }

    [TestMethod]
    public void Evaluate_Should_Count_Rows_Without_A_Predicted_Label_As_Before()
    {
        var metrics = _ml.MulticlassClassification.Evaluate(_view);
        var rejected = _ml.MulticlassClassification.RejectBelow(0.9f).Fit(_view).Transform(_view);

        Assert.Contains(0u, rejected.GetColumn<uint>("PredictedLabel"));
        Assert.AreEqual(metrics.MicroAccuracy, _ml.MulticlassClassification.Evaluate(rejected).MicroAccuracy);
        Assert.AreEqual(metrics.LogLoss, _ml.MulticlassClassification.Evaluate(rejected).LogLoss);
        var texts = _ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(rejected).Transform(rejected);
        Assert.AreEqual(metrics.MicroAccuracy, _ml.MulticlassClassification.Evaluate(texts).MicroAccuracy);
    }

    [TestMethod]
    public void Other_Predicted_Labels_Should_Be_Rejected() => Expect.Error<ArgumentOutOfRangeException>(
        () => _ml.MulticlassClassification.RejectBelow(0.9f, predictedLabelColumnName: "Score").Fit(_view),
        "predicted label column 'Score'",
        "MapKeyToValue");

    [TestMethod]
    public void Both_Should_Keep_The_Contract_Of_Estimators()
    {
        EstimatorContract.Check(_ml, _ml.MulticlassClassification.RejectBelow(0.9f), _view, ["Score", "PredictedLabel"]);
        EstimatorContract.Check(_ml, _ml.MulticlassClassification.RejectForPrecision(0.9), _view, ["Score", "PredictedLabel", "Label"]);
    }

    [TestMethod]
    public void A_Loaded_Rejection_Should_Know_What_It_Found()
    {
        var rejection = _ml.MulticlassClassification.RejectForPrecision(0.9).Fit(_view);

        var loaded = (RejectionTransformer)EstimatorContract.SaveAndLoad(_ml, rejection, _view);

        Assert.AreEqual(
            (rejection.Threshold, rejection.AnsweredShare, rejection.Precision), (loaded.Threshold, loaded.AnsweredShare, loaded.Precision));
    }

    [TestMethod]
    public void A_Single_Row_Should_Be_Rejected_As_In_A_View()
    {
        var rejection = _ml.MulticlassClassification.RejectBelow(0.625f).Fit(_view);
        using var engine = _ml.Model.CreatePredictionEngine<FormulaScores.Row, Predicted>(rejection);

        Assert.AreEqual(1u, engine.Predict(new() { Score = [0.625f, 0.25f, 0.125f], PredictedLabel = 0 }).PredictedLabel);
        Assert.AreEqual(0u, engine.Predict(new() { Score = [0.5f, 0.25f, 0.25f], PredictedLabel = 0 }).PredictedLabel);
    }

    /// <summary>Three rows: one at 0.625, one below it, and one with another highest score.</summary>
    private IDataView Three(float last) => FormulaScores.View(
        _ml,
        [
            new() { Score = [0.625f, 0.25f, 0.125f], PredictedLabel = 0 },
            new() { Score = [0.25f, 0.5f, 0.25f], PredictedLabel = 1 },
            new() { Score = [0, 0, last], PredictedLabel = 2 },
        ]);

    private sealed class Predicted
    {
        public uint PredictedLabel { get; set; }
    }
}
