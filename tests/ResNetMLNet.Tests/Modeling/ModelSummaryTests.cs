using ResNetMLNet.Modeling;
using ResNetMLNet.Tests.Utilities;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Modeling;

[TestClass]
public sealed class ModelSummaryTests
{
    /// <summary>Kind and parameters of every layer as Dive into Deep Learning, chapter 7.6, counts them for one grey channel.</summary>
    private static readonly (string Kind, long Parameters)[] _reference =
    [
        ("Conv2D", 3_200), ("BatchNorm", 256), ("Activation", 0), ("MaxPool2D", 0),
        .. PlainBlock(36_928, 256), .. PlainBlock(36_928, 256),
        .. StridedBlock(73_856, 512, 147_584, 8_320), .. PlainBlock(147_584, 512),
        .. StridedBlock(295_168, 1_024, 590_080, 33_024), .. PlainBlock(590_080, 1_024),
        .. StridedBlock(1_180_160, 2_048, 2_359_808, 131_584), .. PlainBlock(2_359_808, 2_048),
        ("GlobalAvgPool2D", 0), ("Dense", 5_130),
    ];

    [TestMethod]
    public void Layers_Should_Be_Those_Of_The_Reference_In_Every_Row()
    {
        using var network = new ResNet(new(), 1, 10);
        var summary = ModelSummary.Of(network, 1, 1, 224, 224);

        Assert.HasCount(49, summary.Layers);
        Assert.AreSequenceEqual(_reference, summary.Layers.Select(layer => (layer.Kind, layer.Parameters)));
        Assert.AreSequenceEqual(Enumerable.Range(1, 49), summary.Layers.Select(layer => layer.Number));
        Assert.AreSequenceEqual([1L, 128, 28, 28], summary.Layers[19].OutputShape, "Residual-20");
    }

    [TestMethod]
    public void Totals_Should_Be_Those_Of_The_Reference()
    {
        using var network = new ResNet(new(), 1, 10);
        var summary = ModelSummary.Of(network, 1, 1, 224, 224);

        Assert.AreEqual(11_186_186, summary.Parameters);
        Assert.AreEqual(11_178_378, summary.TrainableParameters);
        Assert.AreEqual(7_808, summary.NonTrainableParameters);
    }

    [TestMethod]
    public void Stages_Should_Have_The_Shapes_Of_The_Reference()
    {
        using var network = new ResNet(new(), 1, 10);
        var summary = ModelSummary.Of(network, 1, 1, 224, 224);

        string[] expected =
        [
            "conv1 1,64,112,112", "bn1 1,64,112,112", "relu 1,64,112,112", "maxpool 1,64,56,56", "layer1 1,64,56,56",
            "layer2 1,128,28,28", "layer3 1,256,14,14", "layer4 1,512,7,7", "avgpool 1,512,1,1", "fc 1,10",
        ];
        Assert.AreSequenceEqual(expected, summary.Stages.Select(stage => $"{stage.Name} {string.Join(',', stage.OutputShape)}"));
    }

    [TestMethod]
    public void The_Small_Stem_Should_Have_A_Smaller_Kernel_And_No_Row_For_A_Pooling()
    {
        using var network = new ResNet(new(Stem: ResNetStem.Small), 1, 10);
        var summary = ModelSummary.Of(network, 1, 1, 28, 28);

        (string, long)[] expected = [("Conv2D", 640), .. _reference[1..3], .. _reference[4..]];
        Assert.AreSequenceEqual(expected, summary.Layers.Select(layer => (layer.Kind, layer.Parameters)));
        Assert.AreEqual(11_186_186 - 3_200 + 640, summary.Parameters);
        string[] stages =
        [
            "conv1 1,64,28,28", "bn1 1,64,28,28", "relu 1,64,28,28", "layer1 1,64,28,28", "layer2 1,128,14,14",
            "layer3 1,256,7,7", "layer4 1,512,4,4", "avgpool 1,512,1,1", "fc 1,10",
        ];
        Assert.AreSequenceEqual(stages, summary.Stages.Select(stage => $"{stage.Name} {string.Join(',', stage.OutputShape)}"));
    }

    [TestMethod]
    public void Of_Should_Leave_The_Network_As_It_Was()
    {
        using var scope = NewDisposeScope();
        using var network = new ResNet(new(), 1, 10);
        var before = network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        var summary = ModelSummary.Of(network, 2, 1, 32, 32);

        Assert.IsTrue(network.training);
        Assert.IsTrue(network.state_dict().All(entry => entry.Value.SameAs(before[entry.Key])));
        network.call(zeros(2, 1, 64, 64)).Dispose();
        Assert.HasCount(49, summary.Layers, "a later pass must not add rows");
    }

    [TestMethod]
    public void Of_Should_Reject_Sizes_Below_One()
    {
        using var network = new ResNet(new(), 1, 10);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ModelSummary.Of(network, 1, 1, 0, 28));
    }

    [TestMethod]
    public void A_Pass_That_Is_Cancelled_Should_End_At_Its_First_Layer()
    {
        using var network = new ResNet(new(), 1, 10);

        Assert.ThrowsExactly<OperationCanceledException>(
            () => ModelSummary.Of(network, 1, 1, 28, 28, new CancellationToken(canceled: true)));
    }

    private static IEnumerable<(string, long)> PlainBlock(long convolution, long batchNorm) =>
        [("Conv2D", convolution), ("BatchNorm", batchNorm), ("Conv2D", convolution), ("BatchNorm", batchNorm), ("Residual", 0)];

    private static IEnumerable<(string, long)> StridedBlock(long first, long batchNorm, long second, long shortcut) =>
        [("Conv2D", first), ("BatchNorm", batchNorm), ("Conv2D", second), ("BatchNorm", batchNorm), ("Conv2D", shortcut), ("Residual", 0)];
}
