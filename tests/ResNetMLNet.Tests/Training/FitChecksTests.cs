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
        Refused(options, "Augmentation.CropPadding is 9, it has to be at most 8 for images of 1 x 8 x 8 (channels x height x width).");

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

    private static void Refused(ResNetTrainer.Options options, params string[] parts)
    {
        var ml = new MLContext(seed: 1);
        var view = new ProbeView(SmallImages.Load(ml, 20));
        Expect.Error<ArgumentOutOfRangeException>(() => ml.MulticlassClassification.Trainers.ResNet(options).Fit(view), parts);
        Assert.AreEqual(0, view.RowsRead);
    }
}
