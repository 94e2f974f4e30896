using Microsoft.ML.OnnxRuntime;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Inference;
using ResNetMLNet.Onnx;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Onnx;

[TestClass]
public sealed class OnnxModelTests
{
    private const int Size = 28;
    private const int Classes = 4;

    [TestMethod]
    [DataRow(1, ResNetStem.Standard)]
    [DataRow(3, ResNetStem.Standard)]
    [DataRow(1, ResNetStem.Small)]
    [DataRow(3, ResNetStem.Small)]
    public void File_Should_Give_The_Probabilities_Of_The_Network_For_Any_Batch(int channels, ResNetStem stem)
    {
        using var scope = NewDisposeScope();
        using var network = Networks.WithStatistics(channels, Classes, new(Stem: stem));
        network.eval();
        using var session = Session(network, channels);

        foreach (var batch in (int[])[1, 5])
        {
            var images = Networks.Images(batch, channels, Size, Size);
            var expected = network.call(images).softmax(1);
            var actual = tensor(OnnxRun.Of(session, images.Values<float>().ToArray(), images.shape).Values, [batch, Classes]);

            Assert.IsLessThan(1e-5f, (actual - expected).abs().max().item<float>(), $"batch of {batch}");
        }
    }

    [TestMethod]
    public void File_Should_Say_What_Goes_In_And_Out_And_Who_Made_It()
    {
        using var network = new ResNet(new(), 3, Classes);
        using var session = Session(network, 3);

        var (input, output) = (session.InputMetadata.Single(), session.OutputMetadata.Single());
        Assert.AreEqual("Features", input.Key);
        Assert.AreSequenceEqual([-1, 3, Size, Size], input.Value.Dimensions);
        Assert.AreEqual("N", input.Value.SymbolicDimensions[0]);
        Assert.AreEqual("Score", output.Key);
        Assert.AreSequenceEqual([-1, Classes], output.Value.Dimensions);
        Assert.AreEqual("N", output.Value.SymbolicDimensions[0]);
        Assert.AreEqual("ResNetMLNet", session.ModelMetadata.ProducerName);
    }

    [TestMethod]
    public void WriteTo_Should_Leave_The_Stream_Open_And_No_Tensor_Behind()
    {
        using var network = new ResNet(new(), 1, Classes);
        using var stream = new MemoryStream();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        using (var model = new OnnxModel(
            new ResNetOnnxNetwork(network, new(1, Size, Size), NetworkOutput.Probabilities), new OnnxColumns("Features", "Score")))
        {
            model.WriteTo(stream);
        }

        Assert.IsTrue(stream.CanWrite, "the caller may have more to write");
        Assert.AreEqual(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static InferenceSession Session(ResNet network, int channels) => OnnxRun.Session(OnnxFile.Of(network, channels, Size));
}
