using System.Globalization;
using ResNetMLNet.Modeling;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Optimization;
using ResNetMLNet.Training.Recipes;

namespace ResNetMLNet.Tests.Training;

[TestClass]
public sealed class OptionSetterTests
{
    [TestMethod]
    public void The_Lines_Of_Every_Recipe_Should_Make_It_Again()
    {
        foreach (var recipe in ResNetRecipe.All)
        {
            var options = recipe.CreateOptions();

            Assert.AreEqual(options.ToString(), TypedInto(new(), options).ToString(), recipe.Name);
            Assert.AreEqual(options.ToString(), TypedInto(AllChanged(), options).ToString(), recipe.Name);
        }
    }

    [TestMethod]
    public void Values_That_Are_All_Changed_Should_Be_Made_Again_In_Every_Country()
    {
        var present = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            var typed = TypedInto(new(), AllChanged());

            Assert.AreEqual(AllChanged().ToString(), typed.ToString());
            Assert.AreEqual(AllChanged().Optimizer, typed.Optimizer);
            Assert.AreEqual(AllChanged().LearningRateSchedule, typed.LearningRateSchedule);
            Assert.AreEqual(AllChanged().Augmentation, typed.Augmentation);
            Assert.AreSequenceEqual(AllChanged().ClassWeights!, typed.ClassWeights!);
        }
        finally
        {
            CultureInfo.CurrentCulture = present;
        }
    }

    [TestMethod]
    public void The_Example_Of_All_Changed_Values_Should_Leave_None_Out() => Assert.AreSequenceEqual(
        [], AllChanged().ToString().Split('\n').Intersect(new ResNetTrainer.Options().ToString().Split('\n')));

    [TestMethod]
    public void The_Name_Of_A_Type_Should_Make_One_With_Its_Defaults()
    {
        var options = ResNetRecipe.Quick.CreateOptions();
        options.Set("LearningRateSchedule", "CosineSchedule");
        options.Set("Optimizer", "SgdOptimizer");
        options.Set("Augmentation", "ImageAugmentation");

        Assert.AreEqual(new CosineSchedule(), options.LearningRateSchedule);
        Assert.AreEqual(new SgdOptimizer(), options.Optimizer);
        Assert.AreEqual(new ImageAugmentation(), options.Augmentation);
    }

    [TestMethod]
    public void A_Part_Should_Be_Changed_In_A_Copy_That_Keeps_The_Others()
    {
        var optimizer = new SgdOptimizer { Nesterov = true, WeightDecay = 0.5 };
        var options = new ResNetTrainer.Options { Optimizer = optimizer };
        options.Set("Optimizer.Momentum", "0.75");

        Assert.AreEqual(new SgdOptimizer { Nesterov = true, WeightDecay = 0.5, Momentum = 0.75 }, options.Optimizer);
        Assert.AreEqual(0, optimizer.Momentum);
    }

    [TestMethod]
    public void A_Part_Of_What_Is_None_Should_Make_It_With_Its_Defaults()
    {
        var options = new ResNetTrainer.Options();
        options.Set("EarlyStopping.MinDelta", "0.01");
        options.Set("Augmentation.ErasingFill", "1");

        Assert.AreEqual(new EarlyStopping { MinDelta = 0.01 }, options.EarlyStopping);
        Assert.AreEqual(new ImageAugmentation { ErasingFill = 1 }, options.Augmentation);
    }

    [TestMethod]
    [DataRow("Speed", "3", "Speed cannot be set to '3', there is no such option: the options are Architecture, Blocks, Widths, Layout, Stem, ")]
    [DataRow("epoch", "3", "epoch cannot be set to '3'")]
    [DataRow("", "3", " cannot be set to '3'")]
    [DataRow("Callbacks", "3", "Callbacks cannot be set to '3'")]
    [DataRow("Seed", "one", "Seed is 'one', it has to be a whole number or none.")]
    [DataRow("MaxTrainingTime", "soon", "MaxTrainingTime is 'soon', it has to be a time as 1:30:00 or none.")]
    [DataRow("MaxTrainingTime", "5", "MaxTrainingTime is '5', it has to be a time as 1:30:00 or none.")]
    [DataRow("Epoch.Length", "3", "Epoch.Length cannot be set to '3', there is no such option: Epoch is 10 and has no parts.")]
    [DataRow("MaxGradientNorm.Value", "3", "MaxGradientNorm is none and has no parts.")]
    [DataRow("ClassWeights.Count", "3", "ClassWeights is none and has no parts.")]
    [DataRow("Optimizer.Beta1", "0.5", "the parts of SgdOptimizer are Momentum, Nesterov, WeightDecay.")]
    [DataRow("Optimizer.Momentum.Value", "0.5", "Optimizer.Momentum.Value cannot be set to '0.5'")]
    [DataRow("EarlyStopping.Epochs", "5", "the parts of EarlyStopping are MinDelta, Patience.")]
    [DataRow("Epoch", "1.5", "Epoch is '1.5', it has to be a whole number.")]
    [DataRow("Epoch", "none", "Epoch is 'none', it has to be a whole number.")]
    [DataRow("LearningRate", "0,5", "LearningRate is '0,5', it has to be a number.")]
    [DataRow("MaxGradientNorm", "null", "MaxGradientNorm is 'null', it has to be a number or none.")]
    [DataRow("KeepBestWeights", "1", "KeepBestWeights is '1', it has to be True or False.")]
    [DataRow("Stem", "1", "Stem is '1', it has to be Standard or Small.")]
    [DataRow("Precision", "Float32, BFloat16", "it has to be Auto or Float32 or BFloat16.")]
    [DataRow("Optimizer", "none", "Optimizer is 'none', it has to be AdamWOptimizer or SgdOptimizer.")]
    [DataRow(
        "LearningRateSchedule",
        "WarmUpSchedule",
        "it has to be ConstantSchedule or CosineSchedule or OneCycleSchedule or StepSchedule.")]
    [DataRow("EarlyStopping", "5", "EarlyStopping is '5', it has to be EarlyStopping or none.")]
    [DataRow("EarlyStopping.Patience", "none", "EarlyStopping.Patience is 'none', it has to be a whole number.")]
    [DataRow("ClassWeights", "1, 2", "ClassWeights is '1, 2', it has to be a list as [1, 2, 0.5] or none.")]
    [DataRow("ClassWeights", "[1, , 2]", "ClassWeights is '[1, , 2]'")]
    [DataRow("ClassWeights", "[", "ClassWeights is '['")]
    public void What_Is_No_Name_Or_Value_Should_Be_Named_With_Those_That_Are_And_Change_Nothing(
        string name, string value, string message)
    {
        var options = new ResNetTrainer.Options();

        Expect.Error<ArgumentException>(() => options.Set(name, value), message);
        Assert.AreEqual(new ResNetTrainer.Options().ToString(), options.ToString());
    }

    [TestMethod]
    public void What_Does_Not_Shape_The_Weights_Should_Be_Set_Too()
    {
        var options = new ResNetTrainer.Options();
        options.Set("Seed", "3");
        options.Set("Resume", "True");
        options.Set("CheckpointFolder", "c");
        options.Set("MaxTrainingTime", "1:30:00");

        Assert.AreEqual(
            (3, true, "c", TimeSpan.FromMinutes(90)), (options.Seed, options.Resume, options.CheckpointFolder, options.MaxTrainingTime));
        Assert.AreEqual(new ResNetTrainer.Options().ToString(), options.ToString());
    }

    [TestMethod]
    public void An_Empty_List_Should_Be_Read_As_One()
    {
        var options = new ResNetTrainer.Options();
        options.Set("ClassWeights", "[]");

        Assert.IsEmpty(options.ClassWeights!);
    }

    private static ResNetTrainer.Options TypedInto(ResNetTrainer.Options options, ResNetTrainer.Options printed)
    {
        foreach (var line in printed.ToString().Split('\n').Select(line => line.Split(" = ")))
            options.Set(line[0], line[1]);
        return options;
    }

    private static ResNetTrainer.Options AllChanged() => new()
    {
        Architecture = ResNetArchitecture.ResNet50,
        Blocks = [1, 2, 1, 3],
        Widths = [8, 16, 24, 32],
        Layout = ResNetLayout.Torchvision,
        Stem = ResNetStem.Small,
        PreActivation = true,
        SyncBatchNorm = true,
        FrozenStages = 2,
        FrozenEpoch = 4,
        BackboneLearningRate = 0.1,
        Epoch = 3,
        BatchSize = 7,
        LearningRate = 1e-5,
        LearningRateSchedule = new StepSchedule { StepSize = 2, Gamma = 1.0 / 3, WarmUpEpochs = 0.5 },
        Optimizer = new AdamWOptimizer { Beta1 = 0.8, Beta2 = 0.99, Epsilon = 1e-6, WeightDecay = 0.1 },
        LabelSmoothing = 0.1,
        MaxGradientNorm = 2.5,
        ExponentialMovingAverage = new() { Decay = 0.9, Steps = 2 },
        Augmentation = new() { CropPadding = 1, CropFill = -0.1f, ErasingMaximumRatio = 2.5 },
        ClassWeights = [1, 0.1f, 1e-9f],
        ValidationFraction = 0.2,
        MonitoredMetric = MonitoredMetric.TrainLoss,
        EarlyStopping = new() { Patience = 3, MinDelta = 1e-4 },
        KeepBestWeights = true,
        ExchangePrecision = Precision.BFloat16,
        Precision = Precision.BFloat16,
        ImageStorage = ImageStorage.File,
    };
}
