using Microsoft.ML;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;

namespace ResNetMLNet.Tests.Training;

[TestClass]
public sealed class FitChecksTests
{
    [TestMethod]
    public void Padding_Beyond_The_Image_Should_Be_Refused_Before_Any_Row_Is_Read()
    {
        var options = TrainedModel.Options(epochs: 1);
        options.Augmentation = new ImageAugmentation { CropPadding = 9 };
        Refused(
            options,
            "Augmentation.CropPadding is 9, it has to be at most 8 for images of 1 x 8 x 8 (channels x height x width).");

        options.Augmentation = new ImageAugmentation { CropPadding = 8 };
        using var model = TrainedModel.Train(options, rows: 20);
    }

    [TestMethod]
    public void Class_Weights_Should_Be_As_Many_As_The_Classes()
    {
        var options = TrainedModel.Options();
        options.ClassWeights = [1, 2];
        Refused(options, "ClassWeights has 2 weights for 3 classes in column 'Label': give one a class");
    }

    [TestMethod]
    [DataRow(0.99, "ValidationFraction 0.99 of 20 rows leaves 0 to train on")]
    [DataRow(0.93, "ValidationFraction 0.93 of 20 rows leaves 1 to train on")]
    [DataRow(0.02, "ValidationFraction 0.02 of 20 rows holds out none")]
    public void A_Fraction_That_Leaves_Too_Few_Rows_Should_Be_Refused(double fraction, string text)
    {
        var options = TrainedModel.Options();
        options.ValidationFraction = fraction;
        Refused(options, text);
    }

    [TestMethod]
    public void A_Fraction_Beside_A_Validation_Set_Should_Be_Refused()
    {
        var options = TrainedModel.Options();
        options.ValidationFraction = 0.2;
        var ml = new MLContext(seed: 1);
        var trainer = ml.MulticlassClassification.Trainers.ResNet(options);
        var view = Rows(ml);
        Expect.Error<ArgumentOutOfRangeException>(
            () => trainer.Fit(view, view), "ValidationFraction is given, and so is a validation set");
        Assert.AreEqual(0, view.RowsRead);
    }

    [TestMethod]
    public void A_Validation_Figure_Without_Validation_Should_Be_Refused()
    {
        var options = TrainedModel.Options(epochs: 1);
        options.KeepBestWeights = true;
        Refused(
            options, "KeepBestWeights goes by MonitoredMetric ValidationAccuracy, but nothing is validated", "a ValidationSet");
        options.MonitoredMetric = MonitoredMetric.ValidationLoss;
        options.EarlyStopping = new EarlyStopping();
        Refused(
            options,
            "KeepBestWeights goes by MonitoredMetric ValidationLoss",
            "EarlyStopping goes by",
            "monitor TrainAccuracy or TrainLoss.");

        options.MonitoredMetric = MonitoredMetric.TrainLoss;
        using var byTraining = TrainedModel.Train(options, rows: 20);
        options.MonitoredMetric = MonitoredMetric.ValidationLoss;
        options.ValidationFraction = 0.2;
        using var byFraction = TrainedModel.Train(options, rows: 20);
        options.ValidationFraction = null;
        options.ValidationSet = SmallImages.Load(new MLContext(), 10);
        using var bySet = TrainedModel.Train(options, rows: 20);
    }

    [TestMethod]
    public void All_Problems_Should_Be_Named_At_Once()
    {
        var options = TrainedModel.Options();
        options.Augmentation = new ImageAugmentation { CropPadding = 9 };
        options.ClassWeights = [1, 2];
        options.ValidationFraction = 0.99;
        Refused(options, "CropPadding is 9", "ClassWeights has 2", "ValidationFraction 0.99 of 20 rows");
    }

    private static void Refused(ResNetTrainer.Options options, params string[] parts)
    {
        var ml = new MLContext(seed: 1);
        var view = Rows(ml);
        Expect.Error<ArgumentOutOfRangeException>(() => ml.MulticlassClassification.Trainers.ResNet(options).Fit(view), parts);
        Assert.AreEqual(0, view.RowsRead);
    }

    /// <summary>A view that knows how many rows it has.</summary>
    private static ProbeView Rows(MLContext ml)
    {
        var view = new ProbeView(SmallImages.WithLabel(ml, ml.Data.LoadFromEnumerable(SmallImages.Rows(20).ToList())));
        Assert.AreEqual(20, view.GetRowCount());
        return view;
    }
}
