using Microsoft.ML.Data;

namespace ResNetMLNet.Evaluation;

[TestClass]
public sealed class FashionMnistTests
{
    [TestMethod]
    public void A_Short_Training_Should_Reach_Its_Accuracy()
    {
        var training = ShortTraining.Shared;
        var metrics = ShortTraining.Context.MulticlassClassification.Evaluate(training.Model.Transform(training.Data.TestSet));

        Assert.IsGreaterThan(0.85, metrics.MicroAccuracy);
        Assert.IsLessThan(0.5, metrics.LogLoss);
        Assert.HasCount(10, metrics.ConfusionMatrix.Counts);
        Assert.AreEqual(10_000, metrics.ConfusionMatrix.Counts.Sum(row => row.Sum()), "every test image counts once");
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

    [TestMethod]
    public void Predicted_Labels_Should_Be_Names()
    {
        var training = ShortTraining.Shared;
        var few = ShortTraining.Context.Data.TakeRows(training.Data.TestSet, 100);
        var names = training.Model.Transform(few).GetColumn<string>("PredictedLabel").ToList();

        Assert.IsTrue(names.TrueForAll(Data.FashionMnist.ClassNames.Contains), string.Join(", ", names));
    }
}
