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
}
