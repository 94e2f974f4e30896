using ResNetMLNet.Training.Images;

namespace ResNetMLNet.Tests.Training.Images;

[TestClass]
public sealed class BetaVariateTests
{
    [TestMethod]
    [DataRow(0.2, 0.00025, 0.02383, 0.97634, 0.99976)]
    [DataRow(1.0, 0.1, 0.25, 0.75, 0.9)]
    [DataRow(3.0, 0.24654, 0.35925, 0.64071, 0.75343)]
    public void Quantiles_Should_Be_Those_Of_The_Distribution(double alpha, double tenth, double quarter, double threeQuarters, double nineTenths)
    {
        const int draws = 10_000;
        var random = new SplitMix64(1);
        var below = new int[5];
        for (var i = 0; i < draws; i++)
        {
            var number = BetaVariate.Next(ref random, alpha);
            foreach (var (place, quantile) in new[] { tenth, quarter, 0.5, threeQuarters, nineTenths }.Index())
                below[place] += number < quantile ? 1 : 0;
        }

        // Four standard deviations: sqrt(10,000 x 0.5 x 0.5) = 50.
        foreach (var (place, share) in new[] { 0.1, 0.25, 0.5, 0.75, 0.9 }.Index())
            Assert.AreEqual(share * draws, below[place], 200, $"{share}");
    }

    [TestMethod]
    public void The_Smallest_And_Largest_Parameters_Should_Give_Numbers_From_0_To_1()
    {
        var random = new SplitMix64(1);
        for (var i = 0; i < 100; i++)
        {
            Assert.AreEqual(0.5, Math.Abs(BetaVariate.Next(ref random, 1e-300) - 0.5), "an end");
            Assert.AreEqual(0.5, BetaVariate.Next(ref random, 1e12), 1e-4, "the middle");
        }
    }
}
