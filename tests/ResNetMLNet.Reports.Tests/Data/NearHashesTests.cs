using ResNetMLNet.Reports.Data;
using ResNetMLNet.Reports.Tests.Utilities;

namespace ResNetMLNet.Reports.Tests.Data;

/// <summary>Hashes that are near to each other where others are far, and where all are near.</summary>
[TestClass]
public sealed class NearHashesTests
{
    [TestMethod]
    public void Among_Few_The_Limit_Should_Decide() =>
        Assert.AreSequenceEqual([(0, 1)], Pairs(default, Apart(72), Apart(145)));

    [TestMethod]
    public void Where_Others_Are_Far_The_Limit_Should_Decide()
    {
        // Each of the others is 128 bits from the first, and 64 or more from each other.
        var others = Enumerable.Range(0, 20).Select(Random);

        Assert.AreSequenceEqual([(0, 1)], Pairs([default, Apart(60), .. others]));
    }

    [TestMethod]
    public void Where_All_Are_Near_Only_What_Is_Much_Nearer_Should_Count()
    {
        // Twelve neighbours at a distance of 40 from the first, and one at 22, of which 0.55 is the limit.
        PerceptualHash[] crowd = [.. Enumerable.Range(0, 12).Select(i => new PerceptualHash(0, 0, (1UL << 20) - 1 << i, (1UL << 20) - 1 << i))];

        Assert.Contains((0, 1), Pairs([default, Apart(22), .. crowd]));
        Assert.DoesNotContain((0, 1), Pairs([default, Apart(23), .. crowd]));
    }

    [TestMethod]
    public void The_Nearest_Should_Count_In_Any_Crowd()
    {
        PerceptualHash[] crowd = [.. Enumerable.Range(0, 12).Select(i => new PerceptualHash(0, 0, 0, 0xFFUL << i))];

        Assert.Contains((0, 1), Pairs([default, Apart(16), .. crowd]));
        Assert.DoesNotContain((0, 1), Pairs([default, Apart(17), .. crowd]));
    }

    [TestMethod]
    public void Many_Should_Be_Told_While_They_Are_Compared()
    {
        List<string> told = [];

        new NearHashes(new PerceptualHash[2_048]).ForEachPair((_, _) => { }, new Told(told), CancellationToken.None);

        Assert.AreSequenceEqual(["25 %", "50 %", "75 %", "100 %"], told.Select(text => text["Comparing the pictures: ".Length..]).OrderBy(text => text.Length).ThenBy(text => text));
    }

    private static PerceptualHash Apart(int bits) => new(Ones(bits), Ones(bits - 64), Ones(bits - 128), 0);

    private static ulong Ones(int bits) => bits <= 0 ? 0 : ulong.MaxValue >> Math.Max(0, 64 - bits);

    private static PerceptualHash Random(int seed)
    {
        var random = new Random(seed);
        return new(Half(random), Half(random), Half(random), Half(random));
    }

    /// <summary>32 of 64 bits.</summary>
    private static ulong Half(Random random)
    {
        var bits = Enumerable.Range(0, 64).ToArray();
        random.Shuffle(bits);
        return bits.Take(32).Aggregate(0UL, (word, bit) => word | (1UL << bit));
    }

    private static List<(int One, int Other)> Pairs(params PerceptualHash[] hashes)
    {
        List<(int, int)> pairs = [];
        new NearHashes(hashes).ForEachPair(
            (one, other) =>
            {
                lock (pairs)
                    pairs.Add((one, other));
            },
            progress: null,
            CancellationToken.None);
        return pairs;
    }
}
