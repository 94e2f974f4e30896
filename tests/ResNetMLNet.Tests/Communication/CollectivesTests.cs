using ResNetMLNet.Communication;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Communication;

/// <summary>What ranks tell each other arrives whole, in the order of the ranks.</summary>
[TestClass]
public sealed class CollectivesTests
{
    [TestMethod]
    public void Texts_Should_Come_In_The_Order_Of_The_Ranks()
    {
        string[] texts = ["", "one", "zwei und µ"];

        foreach (var gathered in ThreadRanks.Run(3, communicator => communicator.Gather(texts[communicator.Rank])))
            Assert.AreSequenceEqual(texts, gathered);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(7)]
    [DataRow(Collectives.PieceLength)]
    [DataRow(Collectives.PieceLength + 5)]
    public void Bytes_Of_Rank_0_Should_Come_To_All(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);

        foreach (var copy in ThreadRanks.Run(3, communicator => communicator.BytesFromFirst(communicator.Rank == 0 ? bytes : null)!))
            Assert.IsTrue(bytes.AsSpan().SequenceEqual(copy));
    }

    [TestMethod]
    public void No_Bytes_Should_Come_As_None() =>
        Assert.IsTrue(ThreadRanks.Run(2, communicator => communicator.BytesFromFirst(null) is null).All(isNull => isNull));

    [TestMethod]
    [DataRow(2, 10)]
    [DataRow(3, 9)]
    [DataRow(3, Collectives.PieceLength / sizeof(float) + 2)]
    public void Sums_Should_Be_Those_In_The_Order_Of_The_Ranks(int size, int count)
    {
        float[][] values = [.. Enumerable.Range(0, size).Select(rank => Values(rank, count))];
        float[] expected = [.. Enumerable.Range(0, count).Select(i => values.Skip(1).Aggregate(values[0][i], (sum, rank) => sum + rank[i]))];

        foreach (var sums in ThreadRanks.Run(size, communicator => Sum(communicator, values, (sum, own) => sum.Sum(own))))
            Assert.AreSequenceEqual(expected, sums);
    }

    [TestMethod]
    public void Rounded_Sums_Should_Be_Those_Of_Rounded_Numbers_Rounded()
    {
        float[][] values = [.. Enumerable.Range(0, 3).Select(rank => Values(rank, 99))];
        float[] expected = [.. Enumerable.Range(0, 99).Select(i => Rounded(Rounded(values[0][i]) + Rounded(values[1][i]) + Rounded(values[2][i])))];

        foreach (var sums in ThreadRanks.Run(3, communicator => Sum(communicator, values, (sum, own) => sum.SumRounded(own))))
            Assert.AreSequenceEqual(expected, sums);
    }

    private static float Rounded(float value)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        return TorchSharp.torch.tensor(value).to(TorchSharp.torch.bfloat16).to(TorchSharp.torch.float32).item<float>();
    }

    private static float[] Values(int rank, int count)
    {
        var random = new Random(rank);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() - 0.5f) * MathF.Pow(10, random.Next(-6, 6)))];
    }

    private static float[] Sum(Communicator communicator, float[][] values, Action<OrderedSum, float[]> sum)
    {
        float[] own = [.. values[communicator.Rank]];
        sum(new OrderedSum(communicator), own);
        return own;
    }
}
