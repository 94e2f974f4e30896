using System.Numerics;
using ResNetMLNet.Reports.Data;

namespace ResNetMLNet.Reports.Tests.Data;

[TestClass]
public sealed class PerceptualHashTests
{
    private const int Side = PerceptualHash.Side;

    [TestMethod]
    public void A_Wave_Should_Set_The_Bit_Of_Its_Frequencies()
    {
        // Three half waves across and two down, on a grey that is the frequency 0.
        var hash = PerceptualHash.Of(Grey((row, column) => 100 + (50 * Wave(3, column) * Wave(2, row))));

        // Sixteen frequencies across for each down: bit 2 * 16 + 3, and that of the grey. What is rounded may be above a median of 0.
        Assert.AreEqual(1UL, (hash.First >> 35) & 1);
        Assert.AreEqual(1UL, hash.First & 1);
    }

    [TestMethod]
    public void Half_Of_The_Frequencies_Should_Be_Above_The_Median()
    {
        var random = new Random(1);

        var hash = PerceptualHash.Of(Grey((_, _) => random.Next(256)));

        // 127 of 255, and the brightness.
        Assert.AreEqual(128, Bits(hash));
    }

    [TestMethod]
    public void Brightness_And_Contrast_Should_Not_Matter()
    {
        var random = new Random(2);
        var grey = Grey((_, _) => random.Next(100));

        var changed = PerceptualHash.Of([.. grey.Select(pixel => (pixel * 1.5f) + 40)]);

        Assert.AreEqual(PerceptualHash.Of(grey), changed);
    }

    [TestMethod]
    public void A_Negative_Should_Be_As_Far_As_Can_Be()
    {
        var random = new Random(3);
        var grey = Grey((_, _) => random.Next(256));

        var distance = PerceptualHash.Of(grey).DistanceTo(PerceptualHash.Of([.. grey.Select(pixel => 255 - pixel)]));

        // All but the median and the brightness.
        Assert.AreEqual(254, distance);
    }

    [TestMethod]
    public void Distances_Should_Count_All_Bits()
    {
        var one = new PerceptualHash(0, 1, 0b110, ulong.MaxValue);

        Assert.AreEqual(0, one.DistanceTo(one));
        Assert.AreEqual(67, one.DistanceTo(default));
        Assert.AreEqual(67, default(PerceptualHash).DistanceTo(one));
    }

    private static double Wave(int halves, int place) => Math.Cos(Math.PI * halves * (place + 0.5) / Side);

    private static float[] Grey(Func<int, int, double> pixel) =>
        [.. Enumerable.Range(0, Side * Side).Select(i => (float)pixel(i / Side, i % Side))];

    private static int Bits(PerceptualHash hash) => new[] { hash.First, hash.Second, hash.Third, hash.Fourth }.Sum(BitOperations.PopCount);
}
