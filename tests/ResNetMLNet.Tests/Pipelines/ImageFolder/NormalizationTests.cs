using ResNetMLNet.Pipelines.ImageFolder.CommandLine;

namespace ResNetMLNet.Tests.Pipelines.ImageFolder;

[TestClass]
public sealed class NormalizationTests
{
    [TestMethod]
    [DataRow("none", 3, null, null)]
    [DataRow("imagenet", 3, new[] { 0.485f, 0.456f, 0.406f }, new[] { 0.229f, 0.224f, 0.225f })]
    [DataRow("imagenet", 1, new[] { 0.449f }, new[] { 0.226f })]
    [DataRow("0.5:0.25", 3, new[] { 0.5f }, new[] { 0.25f })]
    [DataRow("0.1,0.2,0.3:2", 3, new[] { 0.1f, 0.2f, 0.3f }, new[] { 2f })]
    public void Words_Should_Stand_For_Mean_And_Deviation(string words, int channels, float[]? mean, float[]? deviation)
    {
        var normalization = Normalization.Parse(words, channels)!;

        AssertClose(mean, normalization.Mean);
        AssertClose(deviation, normalization.StandardDeviation);
    }

    [TestMethod]
    [DataRow("0.5")]
    [DataRow("0.5:0")]
    [DataRow("0.5:-1")]
    [DataRow("x:1")]
    [DataRow("NaN:1")]
    [DataRow("0.5,0.5:1")]
    [DataRow("1:2:3")]
    [DataRow("ImageNet")]
    public void Words_That_Stand_For_Nothing_Should_Be_Refused(string words) =>
        Assert.IsNull(Normalization.Parse(words, channels: 3));

    [TestMethod]
    public void Black_Should_Be_What_A_Pixel_Of_0_Becomes()
    {
        Assert.AreEqual(0, Normalization.Parse("none", 3)!.Black);
        Assert.AreEqual(-2, Normalization.Parse("0.5:0.25", 1)!.Black);
        Assert.AreEqual(-1.986f, Normalization.Parse("imagenet", 3)!.Black, 0.001f);
    }

    private static void AssertClose(float[]? expected, IReadOnlyList<float>? actual)
    {
        Assert.AreEqual(expected is null, actual is null);
        for (var i = 0; i < (expected?.Length ?? 0); i++)
            Assert.AreEqual(expected![i], actual![i], 1e-6f);
        Assert.AreEqual(expected?.Length, actual?.Count);
    }
}
