using ResNetMLNet.Training.Images;

namespace ResNetMLNet.Tests.Training.Images;

[TestClass]
public sealed class SplitMix64Tests
{
    [TestMethod]
    public void Numbers_Should_Be_Those_Of_The_Published_Generator()
    {
        // The generator's state begins at 0.
        var random = default(SplitMix64);
        Assert.AreEqual<ulong>(0xE220A8397B1DCDAF, random.Next());
        Assert.AreEqual<ulong>(0x6E789E6AA1B965F4, random.Next());
        Assert.AreEqual<ulong>(0x06C45D188009454F, random.Next());
    }

    [TestMethod]
    public void Every_Place_Should_Have_Numbers_Of_Its_Own()
    {
        var values = Enumerable.Range(-2, 5);
        var firsts =
            from seed in values
            from epoch in values
            from batch in values
            select new SplitMix64(seed, epoch, batch).Next();
        Assert.AreEqual(125, firsts.Distinct().Count());
        Assert.AreEqual(new SplitMix64(1, 2, 3).Next(), new SplitMix64(1, 2, 3).Next());
    }

    [TestMethod]
    public void Numbers_Should_Be_Spread_Evenly_Over_Their_Range()
    {
        const int draws = 7000;
        var random = new SplitMix64(1);
        var counts = new int[7];
        var sum = 0.0;
        for (var i = 0; i < draws; i++)
        {
            counts[random.NextBelow(7)]++;
            var number = random.NextBetween(-2, 4);
            Assert.IsTrue(number is >= -2 and < 4);
            sum += number;
        }

        // Five standard deviations: sqrt(7000 * 1/7 * 6/7) = 29; 6 / sqrt(12 * 7000) = 0.02.
        Assert.IsTrue(counts.All(count => Math.Abs(count - 1000) < 147), string.Join(' ', counts));
        Assert.AreEqual(1, sum / draws, 0.1);
    }
}
