using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Inference;
using ResNetMLNet.Tests.Modeling;
using ResNetMLNet.Tests.Utilities;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Onnx;

[TestClass]
public sealed class OnnxFamilyTests
{
    private const int Classes = 5;

    [TestMethod]
    [DynamicData(nameof(Family.Members), typeof(Family))]
    [DynamicData(nameof(Family.PreActivated), typeof(Family))]
    [DynamicData(nameof(Family.Own), typeof(Family))]
    public void Every_Member_Should_Have_The_Probabilities_And_Features_Of_The_Network(ResNetDescription description)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        using var network = Networks.WithStatistics(1, Classes, description);
        network.eval();
        var images = Networks.Images(3, 1, 9, 9) * tensor(new float[] { 0, 1, 4 }).view(3, 1, 1, 1);
        Soften(network, images);
        var expected = network.call(images).softmax(1);
        Assert.IsGreaterThan(1e-2f, expected.std(0).max().item<float>(), "the images have to be told apart");

        var probabilities = Run(network, images, NetworkOutput.Probabilities);
        var features = Run(network, images, NetworkOutput.Features);
        var weight = network.get_parameter("fc.weight")!;

        Assert.IsLessThan(1e-4f, (probabilities - expected).abs().max().item<float>());
        Assert.AreSequenceEqual([3L, description.FeatureCount], features.shape);
        var logits = nn.functional.linear(features, weight, network.get_parameter("fc.bias")!);
        Assert.IsLessThan(1e-4f, (logits.softmax(1) - expected).abs().max().item<float>());
    }

    /// <summary>Logits of untrained networks are far apart, and the probabilities 0 and 1 whatever is computed.</summary>
    private static void Soften(ResNet network, Tensor images)
    {
        var logits = network.call(images);
        var spread = logits.std(0).mean();
        network.get_parameter("fc.weight")!.div_(spread);
        network.get_parameter("fc.bias")!.sub_(logits.mean([0])).div_(spread);
    }

    private static Tensor Run(ResNet network, Tensor images, NetworkOutput output)
    {
        using var session = OnnxRun.Session(OnnxFile.Of(network, channels: 1, size: 9, output));
        var (values, shape) = OnnxRun.Of(session, images.Values<float>().ToArray(), images.shape);
        return tensor(values, shape);
    }
}
