using System.Text.Json;
using ResNetMLNet.Modeling;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Weights;

namespace ResNetMLNet.Tests.Pipelines.ImageFolder;

/// <summary>Trainings that begin with weights from a file.</summary>
[TestClass]
public sealed class FineTuningTests
{
    private static readonly TemporaryFolder Data = new();
    private static readonly TemporaryFolder Weights = new();

    private static string File => Weights.File("weights.safetensors");

    [ClassInitialize]
    public static void Write(TestContext context)
    {
        Pictures.WriteGarments(Data.Path, perClass: 5);
        var description = TrainedModel.Description with { Layout = ResNetLayout.Torchvision };
        using var network = new ResNet(description, inputChannels: 1, classCount: 7);
        TorchWeights.Save(network, File);
    }

    [ClassCleanup]
    public static void Remove()
    {
        Data.Dispose();
        Weights.Dispose();
    }

    [TestMethod]
    public void Weights_Of_Other_Classes_Should_Be_Trained_On_With_A_New_Last_Layer()
    {
        using var output = new TemporaryFolder();

        var run = Train(output, "--recipe", "fine-tune", "--frozen-epochs", "1", "--epochs", "2");

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        Assert.Contains(
            $"The weights in '{File}' are of another number of classes than 3: the last layer begins anew.", run.Progress);
        using var metrics = JsonDocument.Parse(System.IO.File.ReadAllText(output.File("metrics.json")));
        Assert.AreEqual("fine-tune", metrics.RootElement.GetProperty("recipe").GetString());
    }

    [TestMethod]
    public void Weights_Of_Another_Network_Should_Be_Refused_And_Nothing_Be_Written()
    {
        using var output = new TemporaryFolder();

        var run = Train(output, "--architecture", "resnet34");

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains($"error: '{File}' cannot be loaded. The weights do not fit the network", run.Progress);
        Assert.DoesNotContain("   at ", run.Progress);
        Assert.IsEmpty(output.FileNames);
    }

    private static ProgramRun Train(TemporaryFolder output, params string[] more) =>
        FolderRun.Of(FolderRun.Training(Data.Path, output.Path, ["--weights", File, .. more]));
}
