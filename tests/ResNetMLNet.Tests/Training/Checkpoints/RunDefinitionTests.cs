using ResNetMLNet.Modeling;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Checkpoints;
using ResNetMLNet.Training.Optimization;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Weights;

namespace ResNetMLNet.Tests.Training.Checkpoints;

[TestClass]
public sealed class RunDefinitionTests
{
    [TestMethod]
    [DataRow("Augmentation.MixupAlpha", "0", "0.2")]
    [DataRow("Augmentation.ErasingMaximumScale", "0.33", "0.5")]
    [DataRow("Optimizer.Epsilon", "1E-08", "0.1")]
    [DataRow("LearningRateSchedule.DivFactor", "25", "10")]
    [DataRow("LabelSmoothing", "0", "0.1")]
    public void An_Option_Younger_Than_The_Checkpoint_Should_Have_Had_Its_Default(string name, string value, string other)
    {
        var options = new ResNetTrainer.Options
        {
            Augmentation = new ImageAugmentation { HorizontalFlipProbability = 0.5 },
            Optimizer = new AdamWOptimizer(),
            LearningRateSchedule = new OneCycleSchedule(),
        };
        var checkpoint = Values(options).Where(entry => entry.Key != name).ToDictionary();

        Assert.IsEmpty(RunDefinition.Differences(checkpoint, Values(options)));
        options.Set(name, other);
        Assert.AreSequenceEqual(
            [$"{name} is {value} in the checkpoint and {other} now"], RunDefinition.Differences(checkpoint, Values(options)));
    }

    [TestMethod]
    public void Parts_Of_What_The_Checkpoint_Does_Not_Have_Should_Be_None_In_It()
    {
        var options = new ResNetTrainer.Options();
        var checkpoint = Values(options);
        options.Augmentation = new ImageAugmentation();

        var differences = RunDefinition.Differences(checkpoint, Values(options)).ToList();
        Assert.Contains("Augmentation is none in the checkpoint and ImageAugmentation now", differences);
        Assert.Contains("Augmentation.MixupAlpha is none in the checkpoint and 0 now", differences);
    }

    [TestMethod]
    public void A_Network_That_Its_Weights_Know_Should_Be_The_Same_Whether_It_Is_Said_Or_Not()
    {
        var silent = new ResNetTrainer.Options { PretrainedWeights = PretrainedWeights.ImageNet() };
        var told = new ResNetTrainer.Options
        {
            PretrainedWeights = PretrainedWeights.ImageNet(),
            Layout = ResNetLayout.Torchvision,
            Blocks = [2, 2, 2, 3],
            Widths = [64, 128, 256, 512],
        };

        Assert.IsEmpty(RunDefinition.Differences(Values(silent), Values(told)));
        Assert.IsEmpty(RunDefinition.Differences(Values(told), Values(silent)));
    }

    [TestMethod]
    public void Weights_For_ImageNet_Should_Be_Named_By_The_Sum_Of_Their_Package() => Assert.AreEqual(
        "e2552f19db2dfdb01b3669537b6a0f1b44da38d18279535492ed5dfc2ef1ff8f",
        Values(new ResNetTrainer.Options { PretrainedWeights = PretrainedWeights.ImageNet() })["PretrainedWeights"]);

    private static IReadOnlyDictionary<string, string> Values(TorchTrainerOptions options) =>
        RunDefinition.ValuesOf(options, seed: 1, Precision.Float32, new ImageShape(3, 8, 8), classCount: 2);
}
