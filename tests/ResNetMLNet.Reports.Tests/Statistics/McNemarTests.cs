using ResNetMLNet.Reports.Statistics;

namespace ResNetMLNet.Reports.Tests.Statistics;

[TestClass]
public sealed class McNemarTests
{
    /// <summary>Sums of binomial coefficients by hand: of 10 rows, 1 + 10 + 45 of 1,024 have two heads at most.</summary>
    [TestMethod]
    public void Probabilities_Should_Be_Those_Of_Tossed_Coins()
    {
        Assert.AreEqual(2 * 56.0 / 1024, McNemar.DifferenceProbability(2, 8), 1e-12);
        Assert.AreEqual(2 * 56.0 / 1024, McNemar.DifferenceProbability(8, 2), 1e-12);
        Assert.AreEqual(1, McNemar.DifferenceProbability(5, 5), 1e-12);
        Assert.AreEqual(1, McNemar.DifferenceProbability(0, 0));
        Assert.AreEqual(56.0 / 1024, McNemar.LossProbability(won: 2, lost: 8), 1e-12);
        Assert.AreEqual(1 - (11.0 / 1024), McNemar.LossProbability(won: 8, lost: 2), 1e-12);
    }
}
