using ResNetMLNet.Modeling;
using ResNetMLNet.Tests.Utilities;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Modeling;

[TestClass]
public sealed class FamilyTests
{
    [TestMethod]
    [DataRow(ResNetArchitecture.ResNet18, 11_689_512L)]
    [DataRow(ResNetArchitecture.ResNet34, 21_797_672L)]
    [DataRow(ResNetArchitecture.ResNet50, 25_557_032L)]
    [DataRow(ResNetArchitecture.ResNet101, 44_549_160L)]
    [DataRow(ResNetArchitecture.ResNet152, 60_192_808L)]
    public void Parameters_Should_Be_As_Many_As_Published_For_A_Thousand_Classes(ResNetArchitecture architecture, long published)
    {
        var description = new ResNetDescription(architecture, ResNetLayout.Torchvision);
        using var network = ResNet.WithoutWeights(description, inputChannels: 3, classCount: 1000);

        Assert.AreEqual(published, network.parameters().Sum(parameter => parameter.numel()));
    }

    [TestMethod]
    [DynamicData(nameof(Family.Members), typeof(Family))]
    [DynamicData(nameof(Family.PreActivated), typeof(Family))]
    [DynamicData(nameof(Family.Own), typeof(Family))]
    public void ParameterCount_Should_Be_That_Of_The_Network_Itself(ResNetDescription description)
    {
        using var network = ResNet.WithoutWeights(description, inputChannels: 2, classCount: 7);

        Assert.AreEqual(network.parameters().Sum(parameter => parameter.numel()), description.ParameterCount(2, 7));
    }

    [TestMethod]
    [DynamicData(nameof(Family.Members), typeof(Family))]
    [DynamicData(nameof(Family.PreActivated), typeof(Family))]
    [DynamicData(nameof(Family.Own), typeof(Family))]
    public void Backward_Should_Give_Every_Parameter_A_Gradient(ResNetDescription description)
    {
        using var scope = NewDisposeScope();
        using var network = new ResNet(description, 3, 4, seed: 1);
        var logits = network.call(Networks.Images(2, 3, 32, 32));
        Assert.AreSequenceEqual([2L, 4], logits.shape);
        logits.pow(2).sum().backward();

        foreach (var (name, parameter) in network.named_parameters())
            Assert.IsGreaterThan(0, parameter.grad!.abs().sum().item<float>(), $"'{name}' has no gradient");
    }

    [TestMethod]
    public void Names_Should_Be_Torchvisions()
    {
        using var network = ResNet.WithoutWeights(
            new ResNetDescription(ResNetArchitecture.ResNet50, ResNetLayout.Torchvision), inputChannels: 3, classCount: 2);
        var names = network.state_dict().Keys.ToHashSet();

        // 53 convolutions, as many normalizations of five tensors, and the last layer.
        Assert.HasCount(53 + (53 * 5) + 2, names);
        foreach (var name in (string[])
        [
            "conv1.weight", "bn1.running_mean", "layer1.0.conv3.weight", "layer1.0.downsample.0.weight",
            "layer1.0.downsample.1.num_batches_tracked", "layer4.2.bn3.bias", "fc.weight", "fc.bias",
        ])
        {
            Assert.Contains(name, names);
        }
    }

    [TestMethod]
    public void A_Bottleneck_Should_Stride_In_Its_Second_Convolution()
    {
        using var network = new ResNet(new(ResNetArchitecture.ResNet50), 1, 2);
        var summary = ModelSummary.Of(network, batchSize: 1, channels: 1, height: 64, width: 64);
        var group = summary.Layers.SkipWhile(layer => layer.OutputShape[1] != 128).Take(6).Where(layer => layer.Kind == "Conv2D");

        Assert.AreSequenceEqual([16L, 8, 8], group.Select(layer => layer.OutputShape[2]));
    }

    [TestMethod]
    [DataRow(ResNetArchitecture.ResNet18, 512)]
    [DataRow(ResNetArchitecture.ResNet152, 2048)]
    public void FeatureCount_Should_Be_What_The_Last_Layer_Gets(ResNetArchitecture architecture, int expected)
    {
        var description = new ResNetDescription(architecture);
        using var network = ResNet.WithoutWeights(description, 1, 2);

        Assert.AreEqual(expected, description.FeatureCount);
        Assert.AreEqual(expected, network.get_parameter("fc.weight")!.shape[1]);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(5)]
    public void Freeze_Should_Keep_The_First_Stages_And_Their_Running_Means(int stages)
    {
        using var scope = NewDisposeScope();
        using var network = new ResNet(new(Layout: ResNetLayout.Torchvision), 1, 3, seed: 1);
        network.Freeze(stages);
        network.train();
        var before = network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        network.call(Networks.Images(4, 1, 16, 16)).pow(2).sum().backward();

        string[] frozen = [.. ((string[])["conv1.", "bn1.", "layer1.", "layer2.", "layer3.", "layer4."]).Take(stages == 0 ? 0 : stages + 1)];
        foreach (var (name, parameter) in network.named_parameters())
            Assert.AreEqual(!frozen.Any(name.StartsWith), parameter.requires_grad, name);
        foreach (var (name, values) in network.state_dict().Where(entry => entry.Key.EndsWith("running_mean", StringComparison.Ordinal)))
            Assert.AreEqual(frozen.Any(name.StartsWith), values.SameAs(before[name]), name);
    }
}
