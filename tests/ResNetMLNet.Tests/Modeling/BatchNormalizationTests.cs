using ResNetMLNet.Modeling;
using ResNetMLNet.Tests.Training.Optimization;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Modeling;

[TestClass]
public sealed class BatchNormalizationTests
{
    private const int Channels = 5;

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void BatchNormalization_Should_Be_TorchSharps_Bit_For_Bit(bool channelsLast)
    {
        using var scope = NewDisposeScope();
        using var ours = new BatchNormalization(Channels);
        using var torchSharps = nn.BatchNorm2d(Channels);
        for (var batch = 0; batch < 3; batch++)
            AssertSame(channelsLast, ours, torchSharps, batch);
        OptimizerRig.AssertSame(torchSharps, ours, "after three batches");

        ours.eval();
        torchSharps.eval();
        AssertSame(channelsLast, ours, torchSharps, batch: 4);
        OptimizerRig.AssertSame(torchSharps, ours, "scoring moves nothing");
    }

    [TestMethod]
    public void State_Should_Have_The_Names_Types_And_Order_Of_TorchSharps()
    {
        using var ours = new BatchNormalization(Channels);
        using var torchSharps = nn.BatchNorm2d(Channels);
        Assert.AreSequenceEqual(Text(torchSharps), Text(ours));

        static IEnumerable<string> Text(nn.Module module) => module.state_dict().Select(entry =>
            $"{entry.Key}: {entry.Value.dtype} ({string.Join(", ", entry.Value.shape)}) {entry.Value.requires_grad}");
    }

    /// <summary>Compares outputs and gradients.</summary>
    private static void AssertSame(
        bool channelsLast, nn.Module<Tensor, Tensor> ours, nn.Module<Tensor, Tensor> theirs, int batch)
    {
        using var generator = new Generator((ulong)batch, CPU);
        var maps = rand([4, Channels, 6, 7], generator: generator);
        var pull = rand([4, Channels, 6, 7], generator: generator);
        var (output, expected) = (Apply(ours), Apply(theirs));
        Assert.AreSequenceEqual(expected, output);

        byte[] Apply(nn.Module<Tensor, Tensor> module)
        {
            var input = (channelsLast ? ChannelsLast.Of(maps) : maps).clone().requires_grad_();
            var result = module.call(input);
            (result * pull).sum().backward();
            return [.. result.contiguous().bytes, .. input.grad!.contiguous().bytes];
        }
    }
}
