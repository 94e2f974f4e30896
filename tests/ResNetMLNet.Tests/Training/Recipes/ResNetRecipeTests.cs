using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Training.Optimization;
using ResNetMLNet.Training.Recipes;
using ResNetMLNet.Transforms;

namespace ResNetMLNet.Tests.Training.Recipes;

[TestClass]
public sealed class ResNetRecipeTests
{
    [TestMethod]
    public void The_Books_Recipe_Should_Be_That_Of_The_Chapter() => Assert.AreEqual(
        """
        d2l: the book's experiment, for a GPU
            ImageSize = 96
            PixelMean = none
            PixelStandardDeviation = none
            Architecture = ResNet18
            Blocks = none
            Widths = none
            Layout = D2L
            Stem = Standard
            PreActivation = False
            SyncBatchNorm = False
            FrozenStages = 0
            FrozenEpoch = none
            BackboneLearningRate = 1
            Precision = Auto
            Epoch = 10
            BatchSize = 256
            Optimizer = SgdOptimizer
            Optimizer.Momentum = 0
            Optimizer.Nesterov = False
            Optimizer.WeightDecay = 0
            LearningRate = 0.05
            LearningRateSchedule = ConstantSchedule
            LearningRateSchedule.WarmUpEpochs = 0
            LabelSmoothing = 0
            MaxGradientNorm = none
            ExponentialMovingAverage = none
            Augmentation = none
            ClassWeights = none
            ImageStorage = Memory
            ValidationFraction = none
            MonitoredMetric = ValidationAccuracy
            EarlyStopping = none
            KeepBestWeights = False
            ExchangePrecision = Float32
        """.ReplaceLineEndings("\n"),
        ResNetRecipe.D2L.ToString());

    [TestMethod]
    public void The_Quick_Recipe_Should_Be_Short_And_Normalized() => AssertValues(
        ResNetRecipe.Quick,
        """
        ImageSize = 28
        PixelMean = [0.28604]
        PixelStandardDeviation = [0.35302]
        Architecture = ResNet18
        Layout = D2L
        Stem = Standard
        PreActivation = False
        FrozenStages = 0
        BackboneLearningRate = 1
        Epoch = 5
        BatchSize = 256
        Optimizer = SgdOptimizer
        Optimizer.Momentum = 0.9
        Optimizer.Nesterov = True
        Optimizer.WeightDecay = 0.0005
        LearningRate = 0.1
        LearningRateSchedule = OneCycleSchedule
        LearningRateSchedule.PercentStart = 0.3
        LabelSmoothing = 0
        Augmentation = none
        """);

    [TestMethod]
    public void The_Best_Recipe_Should_Take_The_Small_Stem_And_Augment() => AssertValues(
        ResNetRecipe.Best,
        """
        ImageSize = 28
        PixelMean = [0.28604]
        PixelStandardDeviation = [0.35302]
        Architecture = ResNet18
        Layout = D2L
        Stem = Small
        PreActivation = False
        FrozenStages = 0
        BackboneLearningRate = 1
        Epoch = 20
        BatchSize = 128
        Optimizer = SgdOptimizer
        Optimizer.Momentum = 0.9
        Optimizer.Nesterov = True
        Optimizer.WeightDecay = 0.0005
        LearningRate = 0.1
        LearningRateSchedule = OneCycleSchedule
        LabelSmoothing = 0.1
        Augmentation = ImageAugmentation
        Augmentation.CropFill = -0.8102657
        Augmentation.CropPadding = 2
        Augmentation.ErasingFill = 0
        Augmentation.ErasingProbability = 0.5
        Augmentation.HorizontalFlipProbability = 0.5
        """);

    [TestMethod]
    public void What_The_Best_Recipe_Puts_Around_An_Image_Should_Be_Its_Black()
    {
        var recipe = ResNetRecipe.Best;
        var ml = new MLContext(seed: 1);
        var black = ml.Data.LoadFromEnumerable([new Image { Pixels = new byte[28 * 28] }]);
        var features = ml.Transforms.PixelsToFeatures(
            "Features", "Pixels", mean: recipe.PixelMean, standardDeviation: recipe.PixelStandardDeviation);

        var values = features.Fit(black).Transform(black).GetColumn<float[]>("Features").Single();

        Assert.AreEqual(recipe.CreateOptions().Augmentation!.CropFill, values.Distinct().Single());
    }

    [TestMethod]
    public void Every_Recipe_Should_Be_Accepted_By_The_Trainer_And_Have_A_Name_Of_Its_Own()
    {
        var trainers = new MLContext(seed: 1).MulticlassClassification.Trainers;

        foreach (var recipe in ResNetRecipe.All)
            Assert.IsNotNull(trainers.ResNet(recipe.CreateOptions()), recipe.Name);
        Assert.AreSequenceEqual(["quick", "d2l", "best"], ResNetRecipe.All.Select(recipe => recipe.Name));
    }

    [TestMethod]
    public void Options_That_Are_Changed_Should_Leave_The_Recipe_As_It_Is()
    {
        var options = ResNetRecipe.Quick.CreateOptions();
        options.Epoch = 99;
        options.Optimizer = new AdamWOptimizer();
        options.Callbacks.Add(null!);

        Assert.AreEqual(5, ResNetRecipe.Quick.CreateOptions().Epoch);
        Assert.IsEmpty(ResNetRecipe.Quick.CreateOptions().Callbacks);
        Assert.Contains("Epoch = 99\n", options.ToString());
        Assert.Contains("Optimizer = AdamWOptimizer\nOptimizer.Beta1 = 0.9\n", options.ToString());
    }

    /// <summary>The lines are among the recipe's, in this order.</summary>
    private static void AssertValues(ResNetRecipe recipe, string expected)
    {
        var lines = expected.ReplaceLineEndings("\n").Split('\n');

        Assert.AreSequenceEqual(
            lines, recipe.ToString().Split('\n').Select(line => line.Trim()).Where(line => lines.Contains(line)));
    }

    private sealed class Image
    {
        [VectorType(28, 28)]
        public byte[] Pixels { get; set; } = [];
    }
}
