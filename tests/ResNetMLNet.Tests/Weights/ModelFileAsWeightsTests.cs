using System.IO.Compression;
using Microsoft.ML;
using ResNetMLNet.Modeling;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Weights;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Weights;

[TestClass]
public sealed class ModelFileAsWeightsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow(CompressionLevel.NoCompression)]
    [DataRow(CompressionLevel.Fastest)]
    public void Load_Should_Take_The_Weights_Of_A_Model_File(CompressionLevel level)
    {
        using var scope = NewDisposeScope();
        using var expected = TrainedModel.Shared.CopyNetwork();
        using var network = new ResNet(TrainedModel.Description, 1, SmallImages.Names.Length);
        var weights = ModelZip.Entry(TrainedModel.Saved, "Network.safetensors");

        TorchWeights.Load(network, Zip(level, ("TransformerChain\\Model\\Network.safetensors", weights), ("Version.txt", [])));

        var state = network.state_dict();
        foreach (var (name, tensor) in expected.state_dict())
            Assert.IsTrue(tensor.SameAs(state[name]), name);
    }

    [TestMethod]
    public void A_Training_And_A_Featurizer_Should_Begin_With_A_Model_File()
    {
        var ml = new MLContext(seed: 1);
        var view = SmallImages.Load(ml, 12);
        var path = _folder.Write("model.zip", TrainedModel.Saved);
        var options = TrainedModel.Options(epochs: 1);
        options.PretrainedWeights = path;
        options.LearningRate = 1e-30;
        using var model = ml.MulticlassClassification.Trainers.ResNet(options).Fit(view);
        using var featurizer = ml.Transforms.ResNetFeaturizer("Seen", "Features", path, TrainedModel.Description).Fit(view);
        using var scope = NewDisposeScope();
        using var expected = TrainedModel.Shared.CopyNetwork();
        using var network = model.CopyNetwork();

        Assert.IsTrue(network.state_dict()["fc.weight"].SameAs(expected.state_dict()["fc.weight"]));
        Assert.AreEqual(TrainedModel.Description, featurizer.Description);
    }

    [TestMethod]
    public void An_Archive_Should_Be_Called_What_It_Is()
    {
        var weights = ModelZip.Entry(TrainedModel.Saved, "Network.safetensors");
        Refuse(Zip(CompressionLevel.Fastest, ("archive/data.pkl", [1])), "is a zip archive, as torch.save writes (.pt, .pth)", "save_file");
        Refuse(Zip(CompressionLevel.Fastest, ("words.docx", [1])), "no model file with a network of TorchSharp");
        Refuse(
            Zip(CompressionLevel.Fastest, ("a/Network.safetensors", weights), ("b/Network.safetensors", weights)),
            "a model file with 2 networks", "SaveWeights");
        Refuse(_folder.Write("cut.zip", TrainedModel.Saved[..1000]), "is a damaged zip archive", "Save or copy the file again");
        Refuse(Zip(CompressionLevel.Fastest, ("a/Network.safetensors", weights[..1000])), "cannot be loaded", "damaged");
    }

    private static void Refuse(string path, params string[] problems)
    {
        using var network = new ResNet(TrainedModel.Description, 1, SmallImages.Names.Length);
        Expect.Error<InvalidDataException>(() => TorchWeights.Load(network, path), [path, .. problems]);
    }

    private string Zip(CompressionLevel level, params (string Name, byte[] Content)[] entries)
    {
        using var copy = new MemoryStream();
        using (var zip = new ZipArchive(copy, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var stream = zip.CreateEntry(name, level).Open();
                stream.Write(content);
            }
        }
        return _folder.Write("some.zip", copy.ToArray());
    }
}
