using ResNetMLNet.Training.Optimization;

namespace ResNetMLNet.Tests.Training.Optimization;

[TestClass]
public sealed class LearningRateScheduleTests
{
    private const double Tolerance = 1e-15;

    [TestMethod]
    public void Constant_Should_Stay() =>
        Assert.AreSequenceEqual([0.5, 0.5, 0.5, 0.5], Rates(new ConstantSchedule(), 0.5, batchesPerEpoch: 2, epochs: 2));

    [TestMethod]
    public void Warm_Up_Should_Rise_By_Equal_Amounts_To_The_Rate_Of_The_Schedule_Proper()
    {
        // One and a half epochs of two batches are three: they stand at 1, 2 and 3 quarters.
        var rates = Rates(new ConstantSchedule { WarmUpEpochs = 1.5 }, 0.8, batchesPerEpoch: 2, epochs: 3);
        AssertClose([0.2, 0.4, 0.6, 0.8, 0.8, 0.8], rates);
    }

    [TestMethod]
    public void Warm_Up_Should_Be_That_Of_PyTorchs_LinearLR()
    {
        // LinearLR: lr * (start + (end - start) * min(n, total) / total), here with start 1 / 8, end 1, total 7.
        var rates = Rates(new ConstantSchedule { WarmUpEpochs = 0.7 }, 0.3, batchesPerEpoch: 10, epochs: 1);
        AssertClose([.. Enumerable.Range(0, 10).Select(n => 0.3 * (0.125 + (0.875 * Math.Min(n, 7) / 7)))], rates);
    }

    [TestMethod]
    [DataRow(0.1, 4, 0)]
    [DataRow(0.2, 4, 1)]
    [DataRow(1.1, 10, 11)]
    [DataRow(0.57, 100, 57)]
    public void Parts_Of_Epochs_Should_Warm_Up_For_The_Nearest_Number_Of_Batches(double warmUp, int batchesPerEpoch, int batches)
    {
        var rates = Rates(new ConstantSchedule { WarmUpEpochs = warmUp }, 1, batchesPerEpoch, epochs: 2);
        Assert.AreEqual(batches, rates.Count(rate => rate < 1));
    }

    [TestMethod]
    public void Step_Should_Multiply_After_Every_Few_Epochs()
    {
        var rates = Rates(new StepSchedule { StepSize = 2, Gamma = 0.5 }, 0.8, batchesPerEpoch: 2, epochs: 5);
        AssertClose([0.8, 0.8, 0.8, 0.8, 0.4, 0.4, 0.4, 0.4, 0.2, 0.2], rates);
    }

    [TestMethod]
    public void Step_Should_Count_From_The_End_Of_The_Warm_Up()
    {
        var rates = Rates(new StepSchedule { StepSize = 1, WarmUpEpochs = 0.5 }, 0.8, batchesPerEpoch: 2, epochs: 3);
        AssertClose([0.4, 0.8, 0.8, 0.08, 0.08, 0.008], rates);
    }

    [TestMethod]
    public void Cosine_Should_Fall_Along_Half_A_Cosine()
    {
        // CosineAnnealingLR: min + (lr - min) * (1 + cos(pi n / T)) / 2 with T of 6 batches; cosines of 0, 30, 60, ... degrees.
        var half = Math.Sqrt(3) / 2;
        double[] cosines = [1, half, 0.5, 0, -0.5, -half];
        var rates = Rates(new CosineSchedule { MinimumLearningRate = 0.1 }, 0.5, batchesPerEpoch: 3, epochs: 2);
        AssertClose([.. cosines.Select(cosine => 0.1 + (0.4 * (1 + cosine) / 2))], rates);
        Assert.AreEqual(0.5, rates[0]);
    }

    [TestMethod]
    public void Cosine_Should_Stretch_Over_The_Batches_Behind_The_Warm_Up()
    {
        var rates = Rates(new CosineSchedule { WarmUpEpochs = 1 }, 0.4, batchesPerEpoch: 2, epochs: 3);
        AssertClose([0.4 / 3, 0.8 / 3, 0.4, 0.2 + (0.1 * Math.Sqrt(2)), 0.2, 0.2 - (0.1 * Math.Sqrt(2))], rates);
    }

    [TestMethod]
    public void Cosine_Should_End_At_Its_Minimum_With_Many_Batches()
    {
        var rates = Rates(new CosineSchedule { MinimumLearningRate = 0.01 }, 0.2, batchesPerEpoch: 1000, epochs: 3);
        Assert.AreEqual(0.01, rates[^1], 1e-6);
        AssertClose([.. rates.OrderDescending()], rates);
    }

    [TestMethod]
    [DataRow(1, 1, 5.0)]
    [DataRow(1, 1, 0.9)]
    [DataRow(1, 2, 0.5)]
    [DataRow(3, 1, 1.0)]
    public void Short_Trainings_And_Long_Warm_Ups_Should_Have_Finite_Rates(int batchesPerEpoch, int epochs, double warmUp)
    {
        WarmUpSchedule[] schedules = [new ConstantSchedule(), new StepSchedule { StepSize = int.MaxValue }, new CosineSchedule()];
        foreach (var schedule in schedules.SelectMany(schedule => new[] { schedule, schedule with { WarmUpEpochs = warmUp } }))
            AssertUsable(schedule, Rates(schedule, 0.5, batchesPerEpoch, epochs));
    }

    [TestMethod]
    public void Behind_The_Last_Batch_The_Rate_Should_Stay()
    {
        LearningRateSchedule[] schedules =
        [
            new CosineSchedule(), new CosineSchedule { WarmUpEpochs = 3 }, new OneCycleSchedule(),
        ];
        var length = new ScheduleLength(6, 2);
        foreach (var schedule in schedules)
            Assert.AreEqual(schedule.RateAt(5, 0.5, length), schedule.RateAt(6, 0.5, length), schedule.ToString());
    }

    [TestMethod]
    public void Lengths_Beyond_The_Integers_Should_Have_Rates()
    {
        var length = new ScheduleLength((long)int.MaxValue * 1000, 1000);
        LearningRateSchedule[] schedules =
        [
            new StepSchedule { StepSize = int.MaxValue }, new CosineSchedule { WarmUpEpochs = 3e6 }, new OneCycleSchedule(),
        ];
        foreach (var schedule in schedules)
            AssertUsable(schedule, [schedule.RateAt(int.MaxValue, 0.5, length)]);
    }

    internal static List<double> Rates(LearningRateSchedule schedule, double learningRate, int batchesPerEpoch, int epochs)
    {
        var length = new ScheduleLength((long)batchesPerEpoch * epochs, batchesPerEpoch);
        return [.. Enumerable.Range(0, batchesPerEpoch * epochs).Select(batch => schedule.RateAt(batch, learningRate, length))];
    }

    internal static void AssertUsable(LearningRateSchedule schedule, List<double> rates) =>
        Assert.IsTrue(rates.TrueForAll(rate => rate is > 0 and <= 0.5), $"{schedule}: {string.Join(", ", rates)}");

    private static void AssertClose(double[] expected, List<double> actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (var batch = 0; batch < expected.Length; batch++)
            Assert.AreEqual(expected[batch], actual[batch], Tolerance, $"batch {batch} of {string.Join(", ", actual)}");
    }
}
