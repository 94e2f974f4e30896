using ResNetMLNet.Benchmarks.Reporting;

namespace ResNetMLNet.Tests.Benchmarks;

[TestClass]
public sealed class StatisticsTests
{
    [TestMethod]
    public void The_Median_Should_Be_The_Middle_Figure_Or_The_Mean_Of_The_Two_Middle_Ones()
    {
        Assert.AreEqual(3, Statistics.Median([9, 3, 1]));
        Assert.AreEqual(4, Statistics.Median([9, 3, 1, 5]));
        Assert.ThrowsExactly<ArgumentException>(() => Statistics.Median([]));
    }

    [TestMethod]
    public void The_Spread_Should_Be_The_Range_Over_The_Median() => Assert.AreEqual(0.75, Statistics.Spread([5, 4, 2]));

    [TestMethod]
    [DataRow(0.5, 2.0)]
    [DataRow(0.51, 3.0)]
    [DataRow(0.99, 4.0)]
    public void A_Percentile_Should_Be_The_Figure_Within_Which_The_Share_Lies(double share, double expected) =>
        Assert.AreEqual(expected, Statistics.Percentile([1, 2, 3, 4], share));
}
