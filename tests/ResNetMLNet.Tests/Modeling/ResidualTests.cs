using ResNetMLNet.Modeling;
using ResNetMLNet.Tests.Utilities;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Modeling;

[TestClass]
public sealed class ResidualTests
{
    [TestMethod]
    public void Forward_Should_Keep_The_Shape_With_The_Plain_Shortcut()
    {
        using var generator = new Generator(1, CPU);
        using var block = new Residual(3, 3, use1x1Conv: false, stride: 1, generator);
        using var output = block.call(ones(4, 3, 6, 6));
        Assert.AreSequenceEqual([4L, 3, 6, 6], output.shape);
    }

    [TestMethod]
    public void Forward_Should_Halve_The_Map_With_A_Strided_1x1_Convolution()
    {
        using var generator = new Generator(1, CPU);
        using var block = new Residual(3, 6, use1x1Conv: true, stride: 2, generator);
        using var output = block.call(ones(4, 3, 6, 6));
        Assert.AreSequenceEqual([4L, 6, 3, 3], output.shape);
    }

    [TestMethod]
    [DataRow(3, 6, 1)]
    [DataRow(3, 3, 2)]
    public void Constructor_Should_Reject_A_Plain_Shortcut_That_Cannot_Be_Added(long inChannels, long channels, long stride)
    {
        using var generator = new Generator(1, CPU);
        Expect.Error<ArgumentException>(
            () => new Residual(inChannels, channels, use1x1Conv: false, stride, generator),
            $"from {inChannels} to {channels} channels with stride {stride}", "set use1x1Conv");
    }

    [TestMethod]
    public void Forward_Should_Add_The_Input_To_The_Branch()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1, CPU);
        using var block = new Residual(3, 3, use1x1Conv: false, stride: 1, generator);
        using (no_grad())
            block.get_parameter("bn2.weight")!.zero_();
        var input = rand(2, 3, 5, 5);

        Assert.IsTrue(block.call(input).allclose(input), "a branch that gives zero leaves the shortcut");
    }
}
