using ResNetMLNet.Training.Optimization;
using static TorchSharp.torch;
using static TorchSharp.torch.optim.lr_scheduler;

namespace ResNetMLNet.Tests.Training.Optimization;

[TestClass]
public sealed class OneCycleScheduleTests
{
    [TestMethod]
    public void Rates_Should_Rise_To_The_Rate_And_Fall_To_Almost_Nothing()
    {
        var rates = LearningRateScheduleTests.Rates(new OneCycleSchedule(), 0.2, batchesPerEpoch: 1, epochs: 10);

        // The rise takes 0.3 * 10 batches: its middle one is half way between 0.2 / 25 and 0.2.
        Assert.AreEqual(0.2 / 25, rates[0], 1e-15);
        Assert.AreEqual(0.1 + (0.1 / 25), rates[1], 1e-15);
        Assert.AreEqual(0.2, rates[2], 1e-15);
        Assert.AreEqual(0.2 / 25 / 1e4, rates[9], 1e-15);
        Assert.AreSequenceEqual(rates[2..].OrderDescending(), rates[2..]);
    }

    [TestMethod]
    public void All_Settings_Should_Shape_The_Cycle()
    {
        var schedule = new OneCycleSchedule { PercentStart = 0.5, DivFactor = 4, FinalDivFactor = 10 };
        var rates = LearningRateScheduleTests.Rates(schedule, 0.8, batchesPerEpoch: 4, epochs: 2);

        // Up to batch 3 and down to batch 7: cosines of 60 degrees in the rise, of 45 in the fall.
        Assert.AreEqual(0.2, rates[0], 1e-15);
        Assert.AreEqual(0.8 - (0.6 * 0.75), rates[1], 1e-15);
        Assert.AreEqual(0.8, rates[3], 1e-15);
        Assert.AreEqual((0.8 + 0.02) / 2, rates[5], 1e-15);
        Assert.AreEqual(0.02, rates[7], 1e-15);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(10)]
    [DataRow(37)]
    [DataRow(1175)]
    public void Rates_Should_Be_TorchSharps_Bit_For_Bit(int batches)
    {
        using var linear = nn.Linear(1, 1);
        using var sgd = optim.SGD(linear.parameters(), 0.2);
        var torchs = OneCycleLR(sgd, 0.2, total_steps: batches, cycle_momentum: false);
        foreach (var rate in LearningRateScheduleTests.Rates(new OneCycleSchedule(), 0.2, batches, epochs: 1))
        {
            Assert.AreEqual(sgd.ParamGroups.Single().LearningRate, rate);
            torchs.step();
        }
    }

    [TestMethod]
    [DataRow(0.5, 2)]
    [DataRow(0.25, 4)]
    [DataRow(1e-300, 1)]
    [DataRow(1e-300, 5)]
    [DataRow(0.9999999999999999, 1)]
    [DataRow(0.9999999999999999, 2)]
    [DataRow(0.9999999999999999, 1000)]
    public void Extreme_Shares_Of_Few_Batches_Should_Have_Finite_Rates_Above_Zero(double percentStart, int batches)
    {
        var schedule = new OneCycleSchedule { PercentStart = percentStart };
        LearningRateScheduleTests.AssertUsable(schedule, LearningRateScheduleTests.Rates(schedule, 0.5, batches, epochs: 1));
    }

    [TestMethod]
    public void A_Rise_Of_One_Batch_Should_Start_At_The_Summit()
    {
        // PyTorch divides by zero here: (0 - 0) / (0.5 * 2 - 1 - 0).
        var schedule = new OneCycleSchedule { PercentStart = 0.5 };
        var rates = LearningRateScheduleTests.Rates(schedule, 0.5, batchesPerEpoch: 2, epochs: 1);
        Assert.AreEqual(0.5, rates[0], 1e-15);
        Assert.AreEqual(0.5 / 25 / 1e4, rates[1], 1e-15);
    }
}
