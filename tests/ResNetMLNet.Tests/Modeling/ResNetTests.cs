using ResNetMLNet.Modeling;
using ResNetMLNet.Tests.Utilities;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Modeling;

[TestClass]
public sealed class ResNetTests
{
    [TestMethod]
    [DataRow(ResNetStem.Standard)]
    [DataRow(ResNetStem.Small)]
    public void Forward_Should_Equal_The_Network_Composed_Of_Torchs_Own_Layers(ResNetStem stem)
    {
        using var scope = NewDisposeScope();
        using var network = new ResNet(new(Stem: stem), inputChannels: 3, classCount: 5, seed: 7);
        network.eval();
        var weights = network.state_dict();
        var input = randn(2, 3, 40, 52);

        var isSmall = stem == ResNetStem.Small;
        var convolved = Convolve(weights, "conv1", input, stride: isSmall ? 1 : 2, padding: isSmall ? 1 : 3);
        var maps = BatchNorm(weights, "bn1", convolved).relu();
        maps = isSmall ? maps : nn.functional.max_pool2d(maps, 3, 2, 1);
        for (var layer = 1; layer <= 4; layer++)
        {
            maps = Block(weights, $"layer{layer}.0", maps, stride: layer == 1 ? 1 : 2);
            maps = Block(weights, $"layer{layer}.1", maps, stride: 1);
        }
        var expected = nn.functional.linear(maps.mean([2, 3]), weights["fc.weight"], weights["fc.bias"]);

        Assert.IsTrue(network.call(input).allclose(expected, rtol: 1e-4, atol: 1e-4));
    }

    [TestMethod]
    [DataRow(ResNetStem.Standard)]
    [DataRow(ResNetStem.Small)]
    public void Backward_Should_Give_Every_Parameter_A_Gradient(ResNetStem stem)
    {
        using var scope = NewDisposeScope();
        using var network = new ResNet(new(Stem: stem), 1, 3, seed: 1);
        network.call(randn(4, 1, 40, 40)).pow(2).sum().backward();

        foreach (var (name, parameter) in network.named_parameters())
            Assert.IsGreaterThan(0, parameter.grad!.abs().sum().item<float>(), $"'{name}' has no gradient");
    }

    [TestMethod]
    [DataRow(ResNetStem.Standard)]
    [DataRow(ResNetStem.Small)]
    public void Constructor_Should_Draw_Weights_Xavier_Uniformly_And_Leave_Biases_Zero(ResNetStem stem)
    {
        using var scope = NewDisposeScope();
        using var network = new ResNet(new(Stem: stem), 1, 10, seed: 3);
        foreach (var (name, parameter) in network.named_parameters().Where(entry => entry.parameter.dim() > 1))
        {
            var taps = parameter.shape[2..].Aggregate(1L, (product, size) => product * size);
            var bound = Math.Sqrt(6.0 / ((parameter.shape[0] + parameter.shape[1]) * taps));
            Assert.IsLessThanOrEqualTo(bound + 1e-6, parameter.abs().max().item<float>(), name);
            Assert.AreEqual(bound / Math.Sqrt(3), parameter.std().item<float>(), bound * 0.1, $"spread of {name}");
        }
        foreach (var (name, parameter) in network.named_parameters().Where(entry => entry.name.EndsWith("bias", StringComparison.Ordinal)))
            Assert.AreEqual(0, parameter.abs().max().item<float>(), name);
    }

    [TestMethod]
    public void Constructor_Should_Give_The_Same_Weights_For_The_Same_Seed_Only()
    {
        using var scope = NewDisposeScope();
        using var network = new ResNet(new(), 1, 10, seed: 3);
        using var same = new ResNet(new(), 1, 10, seed: 3);
        using var other = new ResNet(new(), 1, 10, seed: -3);

        Assert.IsTrue(network.state_dict().All(entry => entry.Value.SameAs(same.state_dict()[entry.Key])));
        Assert.IsFalse(network.get_parameter("fc.weight")!.SameAs(other.get_parameter("fc.weight")!));
    }

    [TestMethod]
    public void Constructor_Should_Leave_Torchs_Own_Generator_Alone()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(5);
        var expected = rand(3);
        random.manual_seed(5);
        using var network = new ResNet(new(), 1, 10);

        Assert.IsTrue(rand(3).SameAs(expected));
    }

    [TestMethod]
    public void Constructor_Should_Keep_Its_Weights_Beyond_The_Scope_It_Was_Made_In()
    {
        ResNet network;
        using (NewDisposeScope())
            network = new ResNet(new(), 1, 2);
        using (network)
        using (var output = network.call(zeros(2, 1, 8, 8)))
            Assert.AreSequenceEqual([2L, 2], output.shape);
    }

    [TestMethod]
    public void Forward_Should_Leave_No_Tensor_Behind()
    {
        using var network = new ResNet(new(), 1, 2);
        using var input = zeros(2, 1, 8, 8);
        network.call(input).Dispose();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        network.call(input).Dispose();

        Assert.AreEqual(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [TestMethod]
    [DataRow(0, 10)]
    [DataRow(1, 0)]
    public void Constructor_Should_Reject_Counts_Below_One(int channels, int classes) =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new ResNet(new(), channels, classes));

    [TestMethod]
    public void Constructor_Should_Reject_A_Stem_That_There_Is_Not() =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new ResNet(new(Stem: (ResNetStem)2), 1, 2));

    [TestMethod]
    public void Stems_Should_Differ_In_The_First_Kernel_Only()
    {
        using var scope = NewDisposeScope();
        using var standard = new ResNet(new(), 3, 2);
        using var small = new ResNet(new(Stem: ResNetStem.Small), 3, 2);
        var (expected, found) = (standard.state_dict(), small.state_dict());

        Assert.AreSequenceEqual(expected.Keys, found.Keys);
        Assert.AreSequenceEqual([64L, 3, 3, 3], found["conv1.weight"].shape);
        foreach (var name in expected.Keys.Where(name => name != "conv1.weight"))
            Assert.AreSequenceEqual(expected[name].shape, found[name].shape, name);
    }

    [TestMethod]
    [DataRow(28, 28, ResNetStem.Standard, 49L, 1L)]
    [DataRow(32, 33, ResNetStem.Standard, 72L, 2L)]
    [DataRow(224, 224, ResNetStem.Standard, 3136L, 49L)]
    [DataRow(28, 28, ResNetStem.Small, 784L, 16L)]
    [DataRow(8, 9, ResNetStem.Small, 72L, 2L)]
    public void FirstMapSize_And_LastMapSize_Should_Be_Those_Of_The_Network(
        int height, int width, ResNetStem stem, long first, long last)
    {
        using var scope = NewDisposeScope();
        using var network = new ResNet(new(Stem: stem), 1, 2);
        var summary = ModelSummary.Of(network, 1, 1, height, width);
        var maps = summary.Stages.ToDictionary(stage => stage.Name, stage => stage.OutputShape);

        Assert.AreEqual(first, new ResNetDescription(Stem: stem).FirstMapSize(height, width));
        Assert.AreEqual(first, maps["layer1"][2] * maps["layer1"][3]);
        Assert.AreEqual(last, new ResNetDescription(Stem: stem).LastMapSize(height, width));
        Assert.AreEqual(last, maps["layer4"][2] * maps["layer4"][3]);
    }

    private static Tensor Block(Dictionary<string, Tensor> weights, string name, Tensor input, long stride)
    {
        var hidden = BatchNorm(weights, $"{name}.bn1", Convolve(weights, $"{name}.conv1", input, stride, padding: 1)).relu();
        var branch = BatchNorm(weights, $"{name}.bn2", Convolve(weights, $"{name}.conv2", hidden, stride: 1, padding: 1));
        var shortcut = stride == 1 ? input : Convolve(weights, $"{name}.downsample.0", input, stride, padding: 0);
        return (branch + shortcut).relu();
    }

    private static Tensor Convolve(Dictionary<string, Tensor> weights, string name, Tensor input, long stride, long padding) =>
        nn.functional.conv2d(input, weights[$"{name}.weight"], weights[$"{name}.bias"], [stride, stride], [padding, padding]);

    private static Tensor BatchNorm(Dictionary<string, Tensor> weights, string name, Tensor input)
    {
        Tensor PerChannel(string part) => weights[$"{name}.{part}"].view(1, -1, 1, 1);
        return ((input - PerChannel("running_mean")) / (PerChannel("running_var") + 1e-5).sqrt() * PerChannel("weight")) + PerChannel("bias");
    }
}
