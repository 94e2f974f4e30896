using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Optimization;

namespace ResNetMLNet.Tests.Training.Optimization;

[TestClass]
public sealed class OptimizationOptionsTests
{
    [TestMethod]
    public void Settings_Of_Optimizers_Should_Be_Checked()
    {
        Refused(new SgdOptimizer { WeightDecay = 1 / 0.0 }, "WeightDecay is Infinity", "a finite number of at least 0");
        Refused(new SgdOptimizer { Momentum = 1 }, "Momentum is 1", "from 0 to below 1");
        Refused(new SgdOptimizer { Nesterov = true }, "Nesterov is True", "false unless Momentum is above 0");
        Refused(new AdamWOptimizer { WeightDecay = -0.1 }, "WeightDecay is -0.1", "a finite number of at least 0");
        Refused(new AdamWOptimizer { Beta1 = 1 }, "Beta1 is 1", "from 0 to below 1");
        Refused(new AdamWOptimizer { Beta2 = double.NaN }, "Beta2 is NaN", "from 0 to below 1");
        Refused(new AdamWOptimizer { Epsilon = 0 }, "Epsilon is 0", "a finite number above 0");
    }

    [TestMethod]
    public void Settings_Of_Schedules_Should_Be_Checked()
    {
        Refused(new ConstantSchedule { WarmUpEpochs = 4 }, "WarmUpEpochs is 4", "at least 0 and below Epoch, 4");
        Refused(new StepSchedule { StepSize = 1, WarmUpEpochs = -0.5 }, "WarmUpEpochs is -0.5", "at least 0 and below Epoch, 4");
        Refused(new StepSchedule { StepSize = 0 }, "StepSize is 0", "at least 1");
        Refused(new StepSchedule { StepSize = 1, Gamma = 0 }, "Gamma is 0", "a finite number above 0");
        Refused(new CosineSchedule { WarmUpEpochs = double.NaN }, "WarmUpEpochs is NaN", "at least 0 and below Epoch, 4");
        Refused(new CosineSchedule { MinimumLearningRate = 0.6 }, "MinimumLearningRate is 0.6", "from 0 to LearningRate, 0.5");
        Refused(new CosineSchedule { MinimumLearningRate = -1 }, "MinimumLearningRate is -1", "from 0 to LearningRate, 0.5");
        Refused(new OneCycleSchedule { PercentStart = 1 }, "PercentStart is 1", "above 0 and below 1");
        Refused(new OneCycleSchedule { DivFactor = 0.9 }, "DivFactor is 0.9", "a finite number of at least 1");
        Refused(new OneCycleSchedule { FinalDivFactor = 0 }, "FinalDivFactor is 0", "a finite number of at least 1");
    }

    [TestMethod]
    public void The_Ends_Of_The_Ranges_Should_Be_Accepted()
    {
        var still = new AdamWOptimizer { Beta1 = 0, Beta2 = 0, WeightDecay = 0 };
        Options(still, new CosineSchedule { MinimumLearningRate = 0.5 }).Check();
        Options(new SgdOptimizer { Momentum = 0.999 }, new ConstantSchedule { WarmUpEpochs = 3.99 }).Check();
        Options(new SgdOptimizer(), new OneCycleSchedule { DivFactor = 1, FinalDivFactor = 1 }).Check();
    }

    [TestMethod]
    public void A_Learning_Rate_That_Is_No_Number_Should_Be_Blamed_Alone()
    {
        var options = Options(new SgdOptimizer(), new CosineSchedule());
        options.LearningRate = double.NaN;
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(options.Check);
        Assert.DoesNotContain("MinimumLearningRate", error.Message);
    }

    private static void Refused(TrainingOptimizer optimizer, string value, string expected) =>
        Refused(Options(optimizer, new ConstantSchedule()), $"Optimizer.{value}, it has to be {expected}.");

    private static void Refused(LearningRateSchedule schedule, string value, string expected) =>
        Refused(Options(new SgdOptimizer(), schedule), $"LearningRateSchedule.{value}, it has to be {expected}.");

    private static void Refused(ResNetTrainer.Options options, string message) =>
        Expect.Error<ArgumentOutOfRangeException>(options.Check, message);

    private static ResNetTrainer.Options Options(TrainingOptimizer optimizer, LearningRateSchedule schedule) =>
        new() { Epoch = 4, LearningRate = 0.5, Optimizer = optimizer, LearningRateSchedule = schedule };
}
