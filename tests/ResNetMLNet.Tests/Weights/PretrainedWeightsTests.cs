using Microsoft.ML;
using ResNetMLNet.Modeling;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Weights;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Weights;

[TestClass]
public sealed class PretrainedWeightsTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void The_Network_Should_Be_That_Of_The_Weights_Where_The_Options_Are_Left_At_Their_Defaults()
    {
        var options = new ResNetTrainer.Options { PretrainedWeights = PretrainedWeights.ImageNet() };
        options.Check();

        Assert.AreEqual(
            new ResNetDescription(Layout: ResNetLayout.Torchvision) { Blocks = [2, 2, 2, 3], Widths = [64, 128, 256, 512] },
            options.Factory);
    }

    [TestMethod]
    public void Options_That_Say_The_Same_As_The_Weights_Should_Be_Taken() => new ResNetTrainer.Options
    {
        PretrainedWeights = PretrainedWeights.ImageNet(),
        Layout = ResNetLayout.Torchvision,
        Blocks = [2, 2, 2, 3],
        Widths = [64, 128, 256, 512],
    }.Check();

    [TestMethod]
    public void Options_That_Contradict_The_Weights_Should_Be_Named()
    {
        var options = new ResNetTrainer.Options
        {
            PretrainedWeights = PretrainedWeights.ImageNet(),
            Architecture = ResNetArchitecture.ResNet50,
            Blocks = [2, 2, 2, 2],
            Stem = ResNetStem.Small,
        };

        Assert.Contains(
            "Architecture is ResNet50 and not ResNet18, Blocks is [2, 2, 2, 2] and not [2, 2, 2, 3], Stem is Small and not Standard, "
            + "as the network of PretrainedWeights 'ImageNet' has it: leave that out, or take other weights.",
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(options.Check).Message);
    }

    [TestMethod]
    public void A_Description_That_Contradicts_The_Weights_Should_Be_Refused() => Assert.Contains(
        "The weights 'ImageNet' are of another network than the one described. Leave the description out.",
        Assert.ThrowsExactly<ArgumentException>(() =>
            _ml.Transforms.ResNetFeaturizer("Seen", "Features", PretrainedWeights.ImageNet(), new ResNetDescription())).Message);

    [TestMethod]
    [DataRow("imagenet", true)]
    [DataRow("ImageNet", true)]
    [DataRow("./imagenet", false)]
    public void A_Text_Should_Name_Them_Or_A_File(string text, bool isImageNet)
    {
        var options = new ResNetTrainer.Options();
        options.Set("PretrainedWeights", text);

        Assert.AreEqual(isImageNet ? "ImageNet" : text, $"{options.PretrainedWeights}");
        Assert.AreEqual(isImageNet, ReferenceEquals(options.PretrainedWeights, PretrainedWeights.ImageNet()));
        options.Set("PretrainedWeights", "none");
        Assert.IsNull(options.PretrainedWeights);
    }

    [TestMethod]
    public void Without_The_Package_The_Error_Should_Name_It() => Expect.Error<FileNotFoundException>(
        () => ImageNetFile.Read(_folder.File("ResNet18.onnx")), _folder.Path, "dotnet add package ResNetMLNet.ImageNet");

    [TestMethod]
    public void A_Damaged_File_Should_Be_Refused_With_The_Remedy()
    {
        var path = _folder.Write("ResNet18.onnx", [8, 3]);

        Expect.Error<InvalidDataException>(
            () => ImageNetFile.Read(path), path, "is not as the package ResNetMLNet.ImageNet brings it", "Build or publish the application anew");
    }

    [TestMethod]
    public void A_File_Without_A_Last_Layer_Should_Be_Taken_And_The_Last_Layer_Begin_Anew()
    {
        var path = _folder.File("backbone.safetensors");
        using (var network = new Sequence())
            TorchWeights.Save(network, path);
        var options = TrainedModel.Options(epochs: 1);
        (options.Blocks, options.Widths, options.PretrainedWeights, options.LearningRate) = ([1, 1, 1, 1], [2, 2, 2, 2], path, 1e-30);
        var log = new List<string>();
        _ml.Log += (_, message) => log.Add(message.Message);

        using var model = _ml.MulticlassClassification.Trainers.ResNet(options).Fit(SmallImages.Load(_ml, 40));
        using var trained = model.CopyNetwork();

        Assert.Contains($"The weights in '{path}' have no last layer: it begins anew.", string.Join('\n', log));
        Assert.AreEqual(7, trained.get_parameter("conv1.weight")!.mean().item<float>());
        Assert.IsGreaterThan(0, trained.get_parameter("fc.weight")!.std().item<float>());
    }

    /// <summary>The network without its last layer, its parameters all 7.</summary>
    private sealed class Sequence : nn.Module<Tensor, Tensor>
    {
        public Sequence()
            : base(nameof(Sequence))
        {
            using var mode = no_grad();
            var description = new ResNetDescription { Blocks = [1, 1, 1, 1], Widths = [2, 2, 2, 2] };
            foreach (var (name, module) in new ResNet(description, inputChannels: 1, classCount: 2).named_children())
            {
                if (name != "fc")
                    register_module(name, module);
            }
            foreach (var parameter in parameters())
                parameter.fill_(7);
        }

        public override Tensor forward(Tensor input) => throw new NotSupportedException();
    }
}
