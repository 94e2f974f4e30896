using Microsoft.ML;
using ResNetMLNet.OnnxRuntime;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Weights;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Files;

/// <summary>A pipe that nobody writes to, in the place of each file that is read.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class PipesTests : IDisposable
{
    private const string Refusal = "is a pipe, device or socket";

    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [Timeout(20_000)]
    public void Weights_Should_Be_Refused()
    {
        using var network = nn.ReLU();
        Expect.Error<IOException>(() => TorchWeights.Load(network, Pipe()), Pipe(), Refusal);
    }

    [TestMethod]
    [Timeout(20_000)]
    public void The_Place_Of_An_Onnx_File_Should_Be_Refused()
    {
        var view = SmallImages.Load(_ml, 3);
        Expect.Error<IOException>(() => _ml.Model.SaveAsOnnx(TrainedModel.Shared, view, Pipe()), Pipe(), Refusal);
    }

    [TestMethod]
    [Timeout(20_000)]
    public void Labels_Should_Be_Refused()
    {
        var images = _folder.Write("images", Idx.Images(1, 1, 1));
        Expect.Error<IOException>(() => _ml.Data.LoadFromIdx(images, Pipe()), Pipe(), Refusal);
    }

    [TestMethod]
    [Timeout(20_000)]
    public void A_Checkpoint_Should_Be_Refused()
    {
        var pipe = _folder.MakePipe(TorchTrainerOptions.CheckpointFileName);
        var options = TrainedModel.Options(epochs: 1);
        (options.CheckpointFolder, options.Resume) = (_folder.Path, true);
        Expect.Error<InvalidOperationException>(
            () => _ml.MulticlassClassification.Trainers.ResNet(options).Fit(SmallImages.Load(_ml, 9)), pipe, Refusal);
    }

    [TestMethod]
    [Timeout(20_000)]
    public void A_Model_Should_Be_Refused() =>
        Expect.Error<UserErrorException>(() => ModelFile.Load(_ml, Pipe(), ModelInput.Pixels), Pipe(), Refusal);

    private string Pipe() => File.Exists(_folder.File("pipe")) ? _folder.File("pipe") : _folder.MakePipe("pipe");
}
