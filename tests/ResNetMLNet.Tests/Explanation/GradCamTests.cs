using ResNetMLNet.Explanation;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Tests.Modeling;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Featurization;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Explanation;

[TestClass]
public sealed class GradCamTests
{
    private static readonly ImageShape _image = new(1, 28, 28);

    public static IEnumerable<object[]> Kinds =>
        from row in Family.Kinds
        from stem in Enum.GetValues<ResNetStem>()
        select new object[] { (ResNetDescription)row[0] with { Stem = stem, Blocks = [1, 1, 1, 1], Widths = [8, 8, 16, 16] } };

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void Heat_Maps_Of_A_Batch_Should_Be_Those_Of_Its_Images_And_Leave_The_Network_As_It_Was(ResNetDescription description)
    {
        using var scope = NewDisposeScope();
        using var network = Networks.WithStatistics(channels: 1, classCount: 3, description);
        network.eval();
        var before = network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        using var explanation = new GradCam(network, _image, explainedClass: 1);
        var images = Networks.Images(5, 1, 28, 28);

        var together = explanation.Apply(images);
        var alone = cat([.. images.split(1).Select(explanation.Apply)]);

        Assert.AreSequenceEqual([5L, 3 + (28 * 28)], together.shape);
        Assert.IsTrue(together.allclose(alone, atol: 1e-5));
        var maps = together.slice(1, 3, together.shape[1], 1).contiguous().Values<float>().ToArray();
        Assert.IsTrue(maps.All(value => value is >= 0 and <= 1), "a value is beyond 0 and 1");
        Assert.IsTrue(network.parameters().All(parameter => parameter.grad is null), "a parameter keeps a gradient");
        Assert.IsTrue(network.state_dict().All(entry => entry.Value.equal(before[entry.Key]).all().item<bool>()), "the network learnt");
    }

    [TestMethod]
    public void No_Tensor_Should_Outlive_An_Explanation()
    {
        using var network = Networks.WithStatistics(channels: 1, classCount: 3, new ResNetDescription { Widths = [8, 8, 8, 8] });
        network.eval();
        using var explanation = new GradCam(network, _image, explainedClass: null);
        using var images = Networks.Images(2, 1, 28, 28);
        var live = Live();

        Assert.AreEqual(live, Live());

        long Live()
        {
            for (var round = 0; round < 3; round++)
                explanation.Apply(images).Dispose();
            return DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        }
    }
}
