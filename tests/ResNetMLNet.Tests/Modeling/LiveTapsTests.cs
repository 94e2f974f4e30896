using ResNetMLNet.Modeling.Folding;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Modeling;

[TestClass]
public sealed class LiveTapsTests
{
    [TestMethod]
    [DataRow(1, 3, 1, 1, 1)]
    [DataRow(2, 3, 2, 1, 2)]
    [DataRow(2, 3, 1, 1, 3)]
    [DataRow(3, 3, 2, 1, 3)]
    [DataRow(1, 7, 2, 3, 1)]
    [DataRow(1, 1, 2, 0, 1)]
    public void Taps_That_Meet_Padding_Only_Should_Be_Left_Out(int size, int kernelSize, int stride, int padding, int expected) =>
        Assert.AreEqual(expected, LiveTaps.Of(size, kernelSize, stride, padding).Count);

    [TestMethod]
    public void The_Others_Should_Give_The_Same_Convolution()
    {
        using var scope = NewDisposeScope();
        foreach (var kernelSize in (int[])[1, 3, 5, 7])
        foreach (var stride in (int[])[1, 2, 3])
        foreach (var size in Enumerable.Range(1, 9))
            AssertSame(size, kernelSize, stride, kernelSize / 2);
    }

    private static void AssertSame(int size, int kernelSize, int stride, int padding)
    {
        var map = arange(1, size + 1, ScalarType.Float32).view(1, 1, size);
        var kernel = arange(1, kernelSize + 1, ScalarType.Float32).view(1, 1, kernelSize);
        var taps = LiveTaps.Of(size, kernelSize, stride, padding);
        var padded = nn.functional.pad(map, [taps.PaddingBefore, taps.PaddingAfter]);
        var trimmed = nn.functional.conv1d(padded, kernel.narrow(2, taps.First, taps.Count), stride: stride);

        Assert.IsTrue(
            nn.functional.conv1d(map, kernel, stride: stride, padding: padding).equal(trimmed).all().item<bool>(),
            $"size {size}, kernel {kernelSize}, stride {stride}");
    }
}
