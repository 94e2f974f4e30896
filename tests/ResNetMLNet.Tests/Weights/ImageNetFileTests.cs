using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Inference;
using ResNetMLNet.Tests.Onnx;
using ResNetMLNet.Transforms;
using ResNetMLNet.Weights;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Weights;

[TestClass]
public sealed class ImageNetFileTests
{
    private const int Size = 224;

    [TestMethod]
    public void Features_Should_Be_Those_Of_The_Packages_Own_Graph()
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        using var network = ResNet.WithoutWeights(ImageNetFile.Description, inputChannels: 3, classCount: 2);
        TorchWeights.LoadForFineTuning(network, PretrainedWeights.ImageNet());
        network.eval();
        using var folded = network.Fold();
        using var features = new EagerNetwork(folded, new MapSize(Size, Size), batch: 2, ScalarType.Float32, NetworkOutput.Features);
        var pictures = Pictures();

        var centred = pictures - OfChannels(ImageNet.Mean);

        var found = features.Apply(centred / OfChannels(ImageNet.StandardDeviation));
        var expected = PackagesFeatures(centred.flip(1) * 255);

        Assert.IsLessThan(1e-5f, ((found - expected).abs().max() / expected.max()).item<float>());
        Assert.IsGreaterThan(0.1f, (expected[0] - expected[1]).abs().max().item<float>(), "the pictures have to be told apart");
    }

    /// <summary>Waves of red, green and blue from 0 to 1, as wide as the edges and patches of a photo.</summary>
    private static Tensor Pictures()
    {
        var rows = arange(Size, dtype: ScalarType.Float32).view(1, 1, Size, 1);
        var columns = arange(Size, dtype: ScalarType.Float32).view(1, 1, 1, Size);
        var waves = tensor([0.05f, 0.11f, 0.23f, 0.31f, 0.07f, 0.17f], [2, 3, 1, 1]);
        return ((rows * waves).sin() + (columns * waves.flip(1)).cos() + 2).mul(0.25f);
    }

    private static Tensor PackagesFeatures(Tensor pictures)
    {
        using var session = OnnxRun.Session(File.ReadAllBytes(ImageNetFile.DeployedPath));
        return stack(pictures.split(1).Select(picture =>
            tensor(OnnxRun.Of(session, picture.contiguous().Values<float>().ToArray(), 1, 3, Size, Size).Values)));
    }

    private static Tensor OfChannels(IReadOnlyList<float> values) => tensor([.. values], [1, 3, 1, 1]);
}
