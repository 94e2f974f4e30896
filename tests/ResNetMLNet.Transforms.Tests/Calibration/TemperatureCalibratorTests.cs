using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Calibration;

namespace ResNetMLNet.Transforms.Tests.Calibration;

[TestClass]
public sealed class TemperatureCalibratorTests
{
    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    [DataRow(3.0, false, 2.8722123, 0.9027044, DisplayName = "too sure")]
    [DataRow(0.5, false, 0.4787021, 0.6500289, DisplayName = "not sure enough")]
    [DataRow(3.0, true, 2.8722123, 0.9027044, DisplayName = "logits")]
    public void Fit_Should_Find_The_Temperature_Of_The_Least_Log_Loss(double power, bool asLogits, double temperature, double before)
    {
        var calibrator = Calibrator().Fit(FormulaScores.View(_ml, FormulaScores.Rows(power, asLogits)));

        // By LBFGS of PyTorch on the same numbers in double precision.
        Assert.AreEqual(temperature, calibrator.Temperature, 1e-6);
        Assert.AreEqual(before, calibrator.UncalibratedLogLoss, 1e-6);
        Assert.AreEqual(0.5396069, calibrator.LogLoss, 1e-6);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Transform_Should_Calibrate_And_Leave_The_Accuracy(bool asLogits)
    {
        var view = FormulaScores.WithKeys(_ml, FormulaScores.View(_ml, FormulaScores.Rows(3, asLogits)), FormulaScores.Names);
        var calibrator = Calibrator("Label").Fit(view);
        var calibrated = calibrator.Transform(view);

        var metrics = _ml.MulticlassClassification.Evaluate(calibrated);
        Assert.AreEqual(_ml.MulticlassClassification.Evaluate(view).MicroAccuracy, metrics.MicroAccuracy);
        Assert.AreEqual(calibrator.LogLoss, metrics.LogLoss, 1e-6);
        Assert.AreEqual(0.150, ErrorOf(FormulaScores.View(_ml, FormulaScores.Rows(3))), 0.001);
        Assert.IsLessThan(0.05, ErrorOf(calibrated));
        foreach (var scores in calibrated.GetColumn<float[]>("Score"))
            Assert.AreEqual(1, scores.Sum(), 1e-6);
    }

    [TestMethod]
    public void The_Likeliest_Class_Should_Stay_Where_Rounding_Makes_Two_Alike()
    {
        var low = MathF.BitDecrement(0.5f);
        var calibrator = Calibrator().Fit(FormulaScores.View(_ml, FormulaScores.Rows(3)));
        var rows = FormulaScores.View(_ml, [new() { Score = [low, 0.5f, 0] }, new() { Score = [0.5f, 0, low] }]);

        var calibrated = calibrator.Transform(rows).GetColumn<float[]>("Score");

        Assert.AreSequenceEqual([1, 0], calibrated.Select(scores => Array.IndexOf(scores, scores.Max())));
    }

    [TestMethod]
    public void Scores_That_Are_No_Numbers_Should_Stay_So()
    {
        var calibrator = Calibrator().Fit(FormulaScores.View(_ml, FormulaScores.Rows(3)));

        var calibrated = calibrator.Transform(FormulaScores.View(_ml, [new() { Score = [0.5f, float.NaN, 0.5f] }]));

        Assert.AreSequenceEqual([float.NaN, float.NaN, float.NaN], calibrated.GetColumn<float[]>("Score").Single());
    }

    [TestMethod]
    [DataRow(false, 0.1, DisplayName = "all right")]
    [DataRow(true, 100, DisplayName = "all wrong")]
    public void Rows_Without_A_Least_Log_Loss_Should_Give_A_Bound(bool areWrong, double bound)
    {
        var rows = FormulaScores.Rows(1);
        foreach (var row in rows)
            row.Name = FormulaScores.Names[(row.PredictedLabel + (areWrong ? 1 : 0)) % 3];

        var calibrator = Calibrator().Fit(FormulaScores.View(_ml, rows));

        Assert.AreEqual(bound, calibrator.Temperature, bound * 1e-6);
    }

    [TestMethod]
    public void Raw_Scores_Should_Have_A_Bound_Of_Their_Own_Scale()
    {
        var rows = FormulaScores.Rows(1e-5, asLogits: true);
        foreach (var row in rows)
            row.Name = FormulaScores.Names[row.PredictedLabel];

        var temperature = Calibrator().Fit(FormulaScores.View(_ml, rows)).Temperature;

        Assert.AreEqual(1.4e-6, temperature, 1e-7);
    }

    [TestMethod]
    public void Far_Apart_Logits_Should_Keep_A_Temperature_That_Is_Right()
    {
        // Given rows that are sure, and some whose logits are the true ones
        var rows = FormulaScores.Rows(1, asLogits: true);
        foreach (var row in rows.Where((_, i) => i % 3 > 0))
        {
            row.Score = [.. row.Score.Select(score => 100 * score)];
            row.Name = FormulaScores.Names[row.PredictedLabel];
        }

        var calibrator = Calibrator().Fit(FormulaScores.View(_ml, rows));

        Assert.AreEqual(1, calibrator.Temperature, 0.2);
        Assert.IsLessThanOrEqualTo(calibrator.UncalibratedLogLoss, calibrator.LogLoss);
    }

    [TestMethod]
    public void Probabilities_Rounded_To_Nothing_Should_Be_Calibrated_Too()
    {
        var rows = FormulaScores.Rows(1000);

        var calibrator = Calibrator().Fit(FormulaScores.View(_ml, rows));

        Assert.IsTrue(double.IsFinite(calibrator.LogLoss));
        Assert.IsGreaterThan(10, calibrator.Temperature);
    }

    [TestMethod]
    [DataRow("cat", "ant", "bee", DisplayName = "another order")]
    [DataRow("unseen", "bee", "ant", "cat", DisplayName = "with a class that has no row")]
    public void Keys_Should_Be_Matched_By_Their_Names(params string[] order)
    {
        var view = FormulaScores.View(_ml, FormulaScores.Rows(3));

        var calibrator = Calibrator("Label").Fit(FormulaScores.WithKeys(_ml, view, order));

        Assert.AreEqual(Calibrator().Fit(view).Temperature, calibrator.Temperature);
    }

    [TestMethod]
    public void Keys_Should_Be_Matched_By_Place_Where_Scores_Have_No_Names()
    {
        var named = FormulaScores.View(_ml, FormulaScores.Rows(3));
        var unnamed = FormulaScores.WithKeys(_ml, FormulaScores.View(_ml, FormulaScores.Rows(3), isNamed: false), FormulaScores.Names);

        Assert.AreEqual(Calibrator().Fit(named).Temperature, Calibrator("Label").Fit(unnamed).Temperature);
    }

    [TestMethod]
    public void Scores_Of_Another_Trainer_Should_Be_Calibrated()
    {
        var train = SmallImages.Load(_ml, 60);
        var test = SmallImages.Load(_ml, 30, seed: 2);
        var trainer = _ml.MulticlassClassification.Trainers.SdcaMaximumEntropy();
        var model = trainer.Fit(train);

        var calibrator = Calibrator("Label").Fit(model.Transform(test));
        var chain = new TransformerChain<ITransformer>(model, calibrator);

        Assert.IsTrue(calibrator.LogLoss <= calibrator.UncalibratedLogLoss);
        Assert.AreEqual(calibrator.LogLoss, _ml.MulticlassClassification.Evaluate(chain.Transform(test)).LogLoss, 1e-5);
        Assert.AreEqual(1, _ml.MulticlassClassification.Evaluate(chain.Transform(test)).MicroAccuracy);
    }

    [TestMethod]
    public void It_Should_Keep_The_Contract_Of_Estimators()
    {
        var view = FormulaScores.WithKeys(_ml, FormulaScores.View(_ml, FormulaScores.Rows(3)), FormulaScores.Names);

        EstimatorContract.Check(_ml, Calibrator("Label"), view, ["Score", "Label"]);
    }

    [TestMethod]
    public void A_Loaded_Calibrator_Should_Know_What_It_Found()
    {
        var view = FormulaScores.View(_ml, FormulaScores.Rows(3));
        var calibrator = Calibrator().Fit(view);

        var loaded = (TemperatureCalibratorTransformer)EstimatorContract.SaveAndLoad(_ml, calibrator, view);

        Assert.AreEqual(
            (calibrator.Temperature, calibrator.UncalibratedLogLoss, calibrator.LogLoss),
            (loaded.Temperature, loaded.UncalibratedLogLoss, loaded.LogLoss));
    }

    [TestMethod]
    public void A_Single_Row_Should_Be_Calibrated_As_In_A_View()
    {
        var rows = FormulaScores.Rows(3);
        var view = FormulaScores.View(_ml, rows);
        var calibrator = Calibrator().Fit(view);
        using var engine = _ml.Model.CreatePredictionEngine<FormulaScores.Row, Scores>(calibrator);

        Assert.AreSequenceEqual(calibrator.Transform(view).GetColumn<float[]>("Score").First(), engine.Predict(rows[0]).Score);
    }

    private static double ErrorOf(IDataView view) =>
        FormulaScores.CalibrationError(view.GetColumn<float[]>("Score").Zip(view.GetColumn<string>("Name")));

    private TemperatureCalibratorEstimator Calibrator(string label = "Name") => _ml.MulticlassClassification.TemperatureCalibrator(label);

    private sealed class Scores
    {
        public float[] Score { get; set; } = [];
    }
}
