using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;

namespace ResNetMLNet.Tests.Pipelines;

[TestClass]
public sealed class TensorBoardFolderTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 15, 6, 7, TimeSpan.FromHours(2));

    [TestMethod]
    public void A_New_Training_Should_Have_A_Folder_Named_By_Its_Time_In_UTC()
    {
        using var output = new TemporaryFolder();
        Directory.CreateDirectory(output.File("tensorboard/20260101-000000"));

        Assert.AreEqual(output.File("tensorboard/20260304-130607"), For(output, new()));
    }

    [TestMethod]
    public void A_Resumed_Training_Should_Go_On_In_The_Latest_Folder()
    {
        using var output = new TemporaryFolder();
        foreach (var name in (string[])["20260101-000000", "20260102-000000", "zebra"])
            Directory.CreateDirectory(output.File($"tensorboard/{name}"));

        Assert.AreEqual(output.File("tensorboard/20260102-000000"), For(output, Resuming(output)));
    }

    [TestMethod]
    public void A_Resumed_Training_Without_A_Checkpoint_Or_A_Folder_Should_Have_A_New_One()
    {
        using var output = new TemporaryFolder();
        using var empty = new TemporaryFolder();
        Assert.AreEqual(output.File("tensorboard/20260304-130607"), For(output, Resuming(output)));

        Directory.CreateDirectory(output.File("tensorboard/20260101-000000"));
        Assert.AreEqual(
            output.File("tensorboard/20260304-130607"),
            For(output, new() { Resume = true, CheckpointFolder = empty.Path }));
    }

    private static string For(TemporaryFolder output, ResNetTrainer.Options options) =>
        TensorBoardFolder.For(OutputFolder.Prepare(output.Path), options, Now);

    private static ResNetTrainer.Options Resuming(TemporaryFolder output)
    {
        var folder = Directory.CreateDirectory(output.File("checkpoint")).FullName;
        File.WriteAllText(Path.Combine(folder, "checkpoint.safetensors"), "");
        return new() { Resume = true, CheckpointFolder = folder };
    }
}
