using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Pipelines;

[TestClass]
public sealed class OutputFolderTests
{
    [TestMethod]
    public void Preparing_Should_Make_The_Folder_And_Leave_It_Empty()
    {
        using var parent = new TemporaryFolder();

        var folder = OutputFolder.Prepare(parent.File("a/b"));

        Assert.AreEqual(parent.File("a/b"), folder.Path);
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder.Path));
    }

    [TestMethod]
    public void A_Path_That_Is_A_File_Should_Be_Refused_With_A_Remedy()
    {
        using var parent = new TemporaryFolder();
        var file = parent.File("file");
        File.WriteAllText(file, "");

        var error = Assert.ThrowsExactly<UserErrorException>(() => OutputFolder.Prepare(file));

        Assert.StartsWith($"The output folder '{file}' cannot be written:", error.Message);
        Assert.EndsWith("Choose another one with --output.", error.Message);
    }

    [TestMethod]
    public void Writing_Should_Replace_The_File_As_A_Whole()
    {
        using var parent = new TemporaryFolder();
        var folder = OutputFolder.Prepare(parent.Path);
        File.WriteAllText(parent.File("metrics.json"), "old");

        folder.Write("metrics.json", stream => stream.Write("new"u8));

        Assert.AreEqual("new", File.ReadAllText(parent.File("metrics.json")));
        Assert.HasCount(1, Directory.GetFileSystemEntries(parent.Path));
    }

    [TestMethod]
    public void Writing_Should_Delete_What_A_Killed_Program_Has_Left_Of_The_File()
    {
        using var parent = new TemporaryFolder();
        var folder = OutputFolder.Prepare(parent.Path);
        parent.Write("model.zip.1.part", [1]);

        folder.Write("model.zip", stream => stream.Write("new"u8));

        Assert.AreSequenceEqual(["model.zip"], parent.FileNames);
    }

    [TestMethod]
    public void A_Failed_Write_Should_Leave_The_Old_File_And_Nothing_Else()
    {
        using var parent = new TemporaryFolder();
        var folder = OutputFolder.Prepare(parent.Path);
        File.WriteAllText(parent.File("model.zip"), "old");

        Assert.ThrowsExactly<IOException>(() => folder.Write("model.zip", stream =>
        {
            stream.Write("half"u8);
            throw new IOException("disk full");
        }));

        Assert.AreEqual("old", File.ReadAllText(parent.File("model.zip")));
        Assert.HasCount(1, Directory.GetFileSystemEntries(parent.Path));
    }

    [TestMethod]
    public void A_Folder_Without_Room_Should_Be_Blamed_And_Left_As_It_Was()
    {
        using var folder = new TemporaryFolder();

        Assert.ThrowsExactly<UserErrorException>(
            () => WritableFolder.Require(folder.Path, "The folder for temporary files", "Let TMPDIR name another one.", 1L << 60));
        WritableFolder.Require(folder.Path, "The folder for temporary files", "Let TMPDIR name another one.", 1 << 20);

        Assert.HasCount(0, Directory.GetFileSystemEntries(folder.Path));
    }

    [TestMethod]
    public void A_Folder_That_Cannot_Be_Written_Should_Be_Blamed_By_Its_Name()
    {
        using var parent = new TemporaryFolder();
        var file = parent.Write("file", []);

        var error = Assert.ThrowsExactly<UserErrorException>(
            () => WritableFolder.Require(file, "The folder for temporary files", "Let TMPDIR name another one."));

        Assert.StartsWith($"The folder for temporary files '{file}' cannot be written: ", error.Message);
        Assert.EndsWith(" Let TMPDIR name another one.", error.Message);
    }
}
