using ResNetMLNet.Modeling;
using ResNetMLNet.Scoring;
using ResNetMLNet.Transforms.Featurization;
using TorchSharp;

namespace ResNetMLNet.Tests.Scoring;

[TestClass]
public sealed class NetworkBatchTests
{
    [TestMethod]
    [DataRow(1, ResNetStem.Standard, 256)]
    [DataRow(28, ResNetStem.Standard, 256)]
    [DataRow(96, ResNetStem.Standard, 32)]
    [DataRow(224, ResNetStem.Standard, 8)]
    [DataRow(7, ResNetStem.Small, 256)]
    [DataRow(24, ResNetStem.Small, 32)]
    [DataRow(28, ResNetStem.Small, 16)]
    [DataRow(96, ResNetStem.Small, 8)]
    [DataRow(30_000, ResNetStem.Small, 8)]
    public void Rows_Should_Be_Fewer_The_Larger_The_Maps_Of_The_First_Block(int size, ResNetStem stem, int expected) =>
        Assert.AreEqual(expected, NetworkBatch.SizeFor(new ImageShape(3, size, size), new(Stem: stem), DeviceType.CPU));

    [TestMethod]
    [DataRow(1, ResNetStem.Standard, 2048)]
    [DataRow(28, ResNetStem.Standard, 2048)]
    [DataRow(96, ResNetStem.Standard, 1024)]
    [DataRow(224, ResNetStem.Standard, 256)]
    [DataRow(225, ResNetStem.Standard, 128)]
    [DataRow(28, ResNetStem.Small, 1024)]
    [DataRow(30_000, ResNetStem.Small, 8)]
    public void A_Gpu_Should_Score_Many_More_At_Once(int size, ResNetStem stem, int expected) =>
        Assert.AreEqual(expected, NetworkBatch.SizeFor(new ImageShape(3, size, size), new(Stem: stem), DeviceType.CUDA));
}
