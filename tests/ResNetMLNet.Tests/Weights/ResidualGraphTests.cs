using ResNetMLNet.Transforms.Onnx;
using ResNetMLNet.Weights;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Weights;

[TestClass]
public sealed class ResidualGraphTests
{
    private readonly OnnxGraph _graph = new();
    private int _count;

    [TestMethod]
    public void Weights_Should_Get_Torchvisions_Names_By_Their_Place_Whatever_They_Are_Called()
    {
        var maps = _graph.Apply("MaxPool", "pool", [Relu(Layer("image"))]);
        maps = Block(maps, shortcut: maps);
        maps = Block(maps, shortcut: Layer(maps));
        maps = Block(maps, shortcut: maps);
        _graph.Apply("AveragePool", "features", [maps]);
        using var scope = NewDisposeScope();

        var state = ResidualGraph.State(Content());

        Assert.AreEqual(5 * 8, state.Count);
        foreach (var (name, number) in new[]
        {
            ("conv1.weight", 1), ("bn1.weight", 2), ("bn1.bias", 3), ("bn1.running_mean", 4), ("bn1.running_var", 5),
            ("layer1.0.conv1.weight", 6), ("layer1.0.conv2.weight", 11), ("layer1.0.bn2.running_var", 15),
            ("layer2.0.downsample.0.weight", 16), ("layer2.0.downsample.1.running_mean", 19), ("layer2.0.conv1.weight", 21),
            ("layer2.1.bn1.bias", 33), ("layer2.1.conv2.weight", 36),
        })
        {
            Assert.AreEqual(number, state[name].item<float>(), name);
        }
        Assert.AreSequenceEqual([1L, 1, 1, 1], state["layer2.0.downsample.0.weight"].shape);
    }

    private string Block(string maps, string shortcut) =>
        Relu(_graph.Apply("Add", Name(), [shortcut, Layer(Relu(Layer(maps)))]));

    /// <summary>A convolution with its normalization; each weight is the number of those before it and itself.</summary>
    private string Layer(string maps)
    {
        var convolved = _graph.Apply("Conv", Name(), [maps, Weights(1, 1, 1, 1)]);
        return _graph.Apply("BatchNormalization", Name(), [convolved, Weights(1), Weights(1), Weights(1), Weights(1)]);
    }

    private string Relu(string maps) => _graph.Apply("Relu", Name(), [maps]);

    private string Weights(params long[] shape) => _graph.AddConstants(Name(), shape, (float)++_count);

    private static string Name() => $"{Guid.NewGuid()}";

    private OnnxContent Content()
    {
        using var stream = new MemoryStream();
        OnnxMessages.Model(_graph.ToMessage("graph"), "test", "1", []).WriteTo(stream);
        return OnnxContent.Read(stream.ToArray());
    }
}
