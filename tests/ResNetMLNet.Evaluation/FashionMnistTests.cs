using ResNetMLNet.Data;
using ResNetMLNet.Reports;
using ResNetMLNet.Testing;

namespace ResNetMLNet.Evaluation;

/// <summary>A suite as whoever ships a model writes it, on a short training with the real data.</summary>
[TestClass]
public sealed class FashionMnistTests
{
    private static readonly Lazy<ModelReport> _report = new(() =>
        ModelReport.Of(ShortTraining.Context, ShortTraining.Shared.Model, ShortTraining.Shared.Data.TestSet));

    private static ModelReport Report => _report.Value;

    [TestMethod]
    public void A_Short_Training_Should_Reach_Its_Figures()
    {
        Assert.HasCount(10_000, Report.Rows, "every test image counts once");
        Assert.That.AccuracyIsAtLeast(Report, 0.85);
        Assert.That.TopKAccuracyIsAtLeast(Report, 3, 0.97);
        Assert.That.LogLossIsAtMost(Report, 0.5);
        Assert.That.EveryRecallIsAtLeast(Report, 0.3);
        Assert.That.CalibrationErrorIsAtMost(Report, 0.1);
        Assert.That.SureAnswersAreWrongInAtMost(Report, 0.95, 0.1);
    }

    [TestMethod]
    public void Answers_Should_Stay_When_Pictures_Hardly_Change()
    {
        Assert.That.AnswersStay(Report, PictureChange.Shift(1.0 / 28, 0), 0.7);
        Assert.That.AnswersStay(Report, PictureChange.Brightness(0.9), 0.9);
        Assert.That.AnswersStay(Report, PictureChange.Rotation(3), 0.7);
    }

    [TestMethod]
    public void The_Model_Should_Keep_Its_Contract()
    {
        Assert.That.SchemaIs(Report, "Pixels: Vector<Byte, 28, 28>", [.. FashionMnist.ClassNames]);
        Assert.That.LoadsInAnotherProcess(Report);
        Assert.That.SinglePredictionsEqualBatches(Report);
    }

    [TestMethod]
    public void The_Same_Seed_Should_Give_The_Same_Scores()
    {
        var ml = ShortTraining.Context;
        var (train, test) = (ml.Data.TakeRows(ShortTraining.Shared.Data.TrainSet, 1_000), ml.Data.TakeRows(ShortTraining.Shared.Data.TestSet, 200));
        using var first = (IDisposable)ShortTraining.Pipeline(epochs: 1).Fit(train);
        using var second = (IDisposable)ShortTraining.Pipeline(epochs: 1).Fit(train);

        Assert.That.ScoresEqual(ModelReport.Of(ml, (Microsoft.ML.ITransformer)first, test), ModelReport.Of(ml, (Microsoft.ML.ITransformer)second, test));
    }

    [TestMethod]
    [TestCategory(TestCategories.Long)]
    public void Cross_Validation_Should_Learn_In_Every_Fold()
    {
        var ml = ShortTraining.Context;
        var subset = ml.Data.TakeRows(FashionMnistData.Load(ml).TrainSet, 3_000);

        var folds = ml.MulticlassClassification.CrossValidate(subset, ShortTraining.Pipeline(epochs: 5), numberOfFolds: 3);

        Assert.HasCount(3, folds);
        foreach (var fold in folds)
        {
            Assert.IsGreaterThan(0.6, fold.Metrics.MicroAccuracy, $"fold {fold.Fold}");
            ((IDisposable)fold.Model).Dispose();
        }
    }
}
