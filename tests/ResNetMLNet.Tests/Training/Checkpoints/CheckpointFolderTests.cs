using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training.Checkpoints;

namespace ResNetMLNet.Tests.Training.Checkpoints;

[TestClass]
public sealed class CheckpointFolderTests
{
    [TestMethod]
    public void A_Folder_In_Use_Should_Be_Refused_And_Free_Again_Afterwards()
    {
        using var folder = new TemporaryFolder();
        using (CheckpointFolder.Claim(folder.Path))
            Expect.Error<InvalidOperationException>(() => CheckpointFolder.Claim(folder.Path), folder.Path, "Another training may be using it");
        CheckpointFolder.Claim(folder.Path).Dispose();
        Assert.IsEmpty(folder.FileNames, "nothing is left behind");
    }

    [TestMethod]
    public void A_Path_That_Is_A_File_Should_Be_Refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("file", [1]);
        Expect.Error<InvalidOperationException>(() => CheckpointFolder.Claim(folder.File("file")), "cannot be used", "CheckpointFolder");
    }

    [TestMethod]
    public void What_A_Killed_Process_Left_Unfinished_Should_Be_Removed_And_Nothing_Else()
    {
        using var folder = new TemporaryFolder();
        folder.Write("checkpoint.safetensors", [1]);
        folder.Write("checkpoint.safetensors.0123.part", [1]);
        folder.Write("mine.part", [1]);
        using (CheckpointFolder.Claim(folder.Path))
            Assert.AreSequenceEqual(["checkpoint.lock", "checkpoint.safetensors", "mine.part"], folder.FileNames);
    }

    [TestMethod]
    public void What_Lies_In_A_Folder_In_Use_Should_Be_Left_To_The_Training_That_Uses_It()
    {
        using var folder = new TemporaryFolder();
        using (CheckpointFolder.Claim(folder.Path))
        {
            folder.Write("checkpoint.safetensors.0123.part", [1]);
            Assert.ThrowsExactly<InvalidOperationException>(() => CheckpointFolder.Claim(folder.Path));
            Assert.Contains("checkpoint.safetensors.0123.part", folder.FileNames);
        }
    }
}
