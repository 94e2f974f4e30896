using ResNetMLNet.Reports.Statistics;

namespace ResNetMLNet.Reports.Tests.Statistics;

[TestClass]
public sealed class WilsonTests
{
    /// <summary>The first four are the examples of Newcombe (1998, table I); the last is 1 / (1 + 1.96²).</summary>
    [TestMethod]
    [DataRow(81, 263, 0.2553, 0.3662)]
    [DataRow(15, 148, 0.0624, 0.1605)]
    [DataRow(0, 20, 0, 0.1611)]
    [DataRow(1, 29, 0.0061, 0.1718)]
    [DataRow(1, 1, 0.2065, 1)]
    public void Intervals_Should_Be_Those_Of_The_Formula(int count, int total, double lower, double upper)
    {
        var estimate = Wilson.Share(count, total)!.Value;

        Assert.AreEqual((double)count / total, estimate.Value, 1e-12);
        Assert.AreEqual(lower, estimate.Lower, 5e-5);
        Assert.AreEqual(upper, estimate.Upper, 5e-5);
    }

    [TestMethod]
    public void Nothing_Should_Have_No_Share() => Assert.IsNull(Wilson.Share(0, 0));

    [TestMethod]
    public void An_Estimate_Should_Be_Written_The_Same_In_Every_Country() =>
        Assert.AreEqual("0.9120 [0.9034, 0.9199]", new Estimate(0.912, 0.9034, 0.9199).ToString());

    [TestMethod]
    public void The_Interval_Of_Mean_Shares_Should_Be_Near_That_Of_The_Normal_Distribution()
    {
        // Variances of shares, p (1 - p) / n, summed and divided by the square of their number.
        var half = 1.96 * Math.Sqrt((0.5 * 0.5 / 400) + (0.9 * 0.1 / 100)) / 2;

        var estimate = Wilson.MeanShare([(200, 400), (90, 100)]);

        Assert.AreEqual(0.7, estimate.Value, 1e-12);
        Assert.AreEqual(0.7 - half, estimate.Lower, half / 20);
        Assert.AreEqual(0.7 + half, estimate.Upper, half / 20);
    }

    /// <summary>Whatever the number of classes and their rows, and near 1 as well.</summary>
    [TestMethod]
    [DataRow(2, 80, 0.9)]
    [DataRow(10, 10, 0.9)]
    [DataRow(100, 5, 0.9)]
    [DataRow(100, 50, 0.98)]
    public void The_Interval_Of_Mean_Shares_Should_Hold_The_Truth_In_95_Of_100_Samples(int classes, int rows, double share)
    {
        const int samples = 1_000;
        var random = new Random(1);

        var held = Enumerable.Range(0, samples).Count(_ =>
        {
            var groups = Enumerable.Range(0, classes).Select(_ => ((long)Enumerable.Range(0, rows).Count(_ => random.NextDouble() < share), (long)rows));
            var estimate = Wilson.MeanShare([.. groups]);
            return estimate.Lower <= share && share <= estimate.Upper;
        });

        Assert.IsGreaterThan(0.94 * samples, held);
    }
}
