using ResNetMLNet.Reports.Statistics;

namespace ResNetMLNet.Reports.Tests.Statistics;

[TestClass]
public sealed class BootstrapTests
{
    private static readonly double[] _values = [.. Enumerable.Range(0, 2_000).Select(i => i % 7 / 3.0)];

    /// <summary>For so many values the mean is normal: 1.96 standard errors.</summary>
    [TestMethod]
    public void The_Interval_Of_A_Mean_Should_Be_Near_That_Of_The_Normal_Distribution()
    {
        var mean = _values.Average();
        var half = 1.96 * Math.Sqrt(_values.Average(value => (value - mean) * (value - mean)) / _values.Length);

        var estimate = Bootstrap.Mean(_values, seed: 1);

        Assert.AreEqual(mean, estimate.Value, 1e-12);
        Assert.AreEqual(mean - half, estimate.Lower, half / 10);
        Assert.AreEqual(mean + half, estimate.Upper, half / 10);
    }

    [TestMethod]
    public void The_Interval_Of_Mean_Shares_Should_Be_Near_That_Of_The_Normal_Distribution()
    {
        // Variances of shares, p (1 - p) / n, summed and divided by the square of their number.
        var half = 1.96 * Math.Sqrt((0.5 * 0.5 / 400) + (0.9 * 0.1 / 100)) / 2;

        var estimate = Bootstrap.MeanShare([(200, 400), (90, 100)], seed: 1);

        Assert.AreEqual(0.7, estimate.Value, 1e-12);
        Assert.AreEqual(0.7 - half, estimate.Lower, half / 5);
        Assert.AreEqual(0.7 + half, estimate.Upper, half / 5);
    }

    [TestMethod]
    public void Shares_Of_All_Or_None_Should_Have_An_Interval()
    {
        var estimate = Bootstrap.MeanShare([(10, 10), (0, 10)], seed: 1);

        Assert.AreEqual(0.5, estimate.Value);
        Assert.IsLessThan(0.49, estimate.Lower);
        Assert.IsGreaterThan(0.51, estimate.Upper);
    }

    [TestMethod]
    public void The_Same_Seed_Should_Give_The_Same_Interval() =>
        Assert.AreEqual(Bootstrap.Mean(_values, seed: 3), Bootstrap.Mean(_values, seed: 3));
}
