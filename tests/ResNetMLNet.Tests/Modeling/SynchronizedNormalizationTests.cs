using ResNetMLNet.Communication;
using ResNetMLNet.Modeling;
using ResNetMLNet.Tests.Utilities;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Modeling;

/// <summary>Rows that ranks normalize together become what one process makes of all of them.</summary>
[TestClass]
public sealed class SynchronizedNormalizationTests
{
    private const int Channels = 3;

    [TestMethod]
    [DataRow(2)]
    [DataRow(3)]
    public void Outputs_Gradients_And_Buffers_Should_Be_Those_Of_All_Rows(int size)
    {
        using var scope = NewDisposeScope();
        var generator = new Generator(1);
        var (rows, upstream) = (randn([7, Channels, 4, 5], generator: generator).mul(3).add(2), randn([7, Channels, 4, 5], generator: generator));
        var expected = Normalized(null, rows, upstream);

        var ranks = ThreadRanks.Run(size, communicator =>
        {
            var (begin, end) = (7 * communicator.Rank / size, 7 * (communicator.Rank + 1) / size);
            return Normalized(communicator, rows[begin..end], upstream[begin..end]);
        });

        AssertNear(expected.Output, [.. ranks.SelectMany(rank => rank.Output)]);
        AssertNear(expected.OfInput, [.. ranks.SelectMany(rank => rank.OfInput)]);
        AssertNear(expected.OfWeight, [.. Enumerable.Range(0, Channels).Select(i => ranks.Sum(rank => rank.OfWeight[i]))]);
        AssertNear(expected.OfBias, [.. Enumerable.Range(0, Channels).Select(i => ranks.Sum(rank => rank.OfBias[i]))]);
        foreach (var rank in ranks)
            AssertNear(expected.Buffers, rank.Buffers);
    }

    [TestMethod]
    public void Memory_Should_Stay_Flat()
    {
        var counts = ThreadRanks.Run(2, communicator =>
        {
            List<long> counts = [];
            for (var i = 0; i < 3; i++)
            {
                using (NewDisposeScope())
                    Normalized(communicator, ones(4, Channels, 2, 2), ones(4, Channels, 2, 2));
                counts.Add(TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount);
            }
            return counts;
        });

        Assert.HasCount(1, counts[0].Skip(1).Distinct());
    }

    private static (float[] Output, float[] OfInput, float[] OfWeight, float[] OfBias, float[] Buffers) Normalized(
        Communicator? communicator, Tensor rows, Tensor upstream)
    {
        using var layer = new BatchNormalization(Channels) { Communicator = communicator };
        using var scope = NewDisposeScope();
        using var gradients = enable_grad();
        using (no_grad())
        {
            layer.Weight.copy_(tensor((float[])[1, 2, -0.5f]));
            layer.Bias.copy_(tensor((float[])[0, 1, 3]));
        }
        var input = rows.clone().requires_grad_();
        var output = layer.call(input);
        output.mul(upstream).sum().backward();
        return (
            Values(output),
            Values(input.grad!),
            Values(layer.Weight.grad!),
            Values(layer.Bias.grad!),
            [.. Values(layer.RunningMean), .. Values(layer.RunningVariance)]);
    }

    private static float[] Values(Tensor tensor) => [.. tensor.detach().contiguous().data<float>()];

    private static void AssertNear(float[] expected, float[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        var largest = expected.Max(Math.Abs);
        Assert.IsLessThan(2e-6f * largest, expected.Zip(actual).Max(pair => Math.Abs(pair.First - pair.Second)));
    }
}
