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
    public void The_Same_Seed_Should_Give_The_Same_Interval() =>
        Assert.AreEqual(Bootstrap.Mean(_values, seed: 3), Bootstrap.Mean(_values, seed: 3));
}
