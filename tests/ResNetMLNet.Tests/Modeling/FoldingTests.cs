using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Folding;
using ResNetMLNet.Tests.Utilities;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Modeling;

[TestClass]
public sealed class FoldingTests
{
    [TestMethod]
    [DataRow(1, 28, 28, ResNetStem.Standard)]
    [DataRow(3, 40, 52, ResNetStem.Standard)]
    [DataRow(1, 28, 28, ResNetStem.Small)]
    [DataRow(3, 20, 25, ResNetStem.Small)]
    public void Folded_Weights_Should_Give_The_Logits_Of_The_Network_In_Eval_Mode(
        int channels, int height, int width, ResNetStem stem)
    {
        using var scope = NewDisposeScope();
        using var network = Networks.WithStatistics(channels, classCount: 4, new(Stem: stem));
        using var folded = network.Fold();
        var images = Networks.Images(2, channels, height, width);

        network.eval();
        Assert.IsTrue(Logits(folded, images).allclose(network.call(images), rtol: 1e-4, atol: 1e-4));
    }

    [TestMethod]
    public void Folded_Weights_Should_Not_Follow_The_Network_Nor_Belong_To_A_Scope()
    {
        using var network = Networks.WithStatistics(1, classCount: 2);
        FoldedResNet folded;
        using (NewDisposeScope())
            folded = network.Fold();

        using var disposeFolded = folded;
        using var scope = NewDisposeScope();
        var before = folded.Dense.Bias.clone();
        using (no_grad())
            network.get_parameter("fc.bias")!.add_(1);

        Assert.IsTrue(folded.Dense.Bias.SameAs(before));
        Assert.IsFalse(folded.Stem.Weight.requires_grad || folded.Dense.Weight.requires_grad, "scoring needs no gradient");
    }

    [TestMethod]
    public void Fold_Should_Leave_No_Tensor_Behind_Once_Disposed()
    {
        using var network = Networks.WithStatistics(1, classCount: 2);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        var folded = network.Fold();
        Assert.AreEqual(before + 42, DisposeScopeManager.Statistics.ThreadTotalLiveCount, "20 convolutions and the dense layer");
        folded.Dispose();

        Assert.AreEqual(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [TestMethod]
    [DataRow(ResNetStem.Standard, 28, 33)]
    [DataRow(ResNetStem.Small, 28, 33)]
    [DataRow(ResNetStem.Small, 1, 2)]
    public void FirstMap_Should_Have_The_Size_That_The_Network_Knows_Without_Weights(ResNetStem stem, int height, int width)
    {
        using var network = Networks.WithStatistics(1, classCount: 2, new(Stem: stem));
        using var folded = network.Fold();
        var map = folded.FirstMap(new MapSize(height, width));

        Assert.AreEqual(new ResNetDescription(Stem: stem).FirstMapSize(height, width), map.Height * map.Width);
    }

    private static Tensor Logits(FoldedResNet network, Tensor images)
    {
        var maps = Convolve(network.Stem, images).relu();
        if (network.Pool is { } pool)
            maps = nn.functional.max_pool2d(maps, pool.Size, pool.Stride, pool.Padding);
        foreach (var block in network.Blocks)
        {
            var branch = Convolve(block.Convolutions[1], Convolve(block.Convolutions[0], maps).relu());
            maps = (branch + (block.Shortcut is null ? maps : Convolve(block.Shortcut, maps))).relu();
        }
        return nn.functional.linear(maps.mean([2, 3]), network.Dense.Weight, network.Dense.Bias);
    }

    private static Tensor Convolve(FoldedConvolution convolution, Tensor input) => nn.functional.conv2d(
        input, convolution.Weight, convolution.Bias,
        [convolution.Stride, convolution.Stride], [convolution.Padding, convolution.Padding]);
}
