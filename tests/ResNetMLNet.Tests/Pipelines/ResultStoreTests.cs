using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Pipelines;

[TestClass]
public sealed class ResultStoreTests
{
    [TestMethod]
    public void Files_Should_Go_To_The_Output_Folder()
    {
        using var parent = new TemporaryFolder();
        var store = Store(parent, () => throw new InvalidOperationException("no other folder is needed"));

        store.Write("model.zip", stream => stream.Write("new"u8));

        Assert.IsTrue(store.IsWhole);
        Assert.AreEqual(parent.File("out/model.zip"), store.PathOf("model.zip"));
        Assert.AreEqual("new", File.ReadAllText(parent.File("out/model.zip")));
    }

    [TestMethod]
    public void An_Output_Folder_That_Is_Gone_Should_Be_Made_Anew()
    {
        using var parent = new TemporaryFolder();
        var store = Store(parent, () => throw new InvalidOperationException("no other folder is needed"));
        Directory.Delete(parent.File("out"));

        store.Write("model.zip", stream => stream.Write("new"u8));

        Assert.IsTrue(store.IsWhole);
        Assert.AreEqual("new", File.ReadAllText(parent.File("out/model.zip")));
    }

    [TestMethod]
    public void A_File_That_Cannot_Be_Removed_Should_Be_Told_And_Not_End_The_Program()
    {
        using var parent = new TemporaryFolder();
        var store = Store(parent, () => throw new InvalidOperationException("no other folder is needed"));
        store.Write("history.csv", stream => stream.Write("old"u8));
        store.Remove("history.csv");
        Assert.IsTrue(store.IsWhole);
        Assert.IsFalse(File.Exists(parent.File("out/history.csv")));

        Directory.CreateDirectory(parent.File("out/history.csv"));
        store.Remove("history.csv");
        Assert.IsFalse(store.IsWhole);
        Assert.Contains("could no longer be written", store.Describe());
    }

    [TestMethod]
    public void What_The_Output_Folder_Does_Not_Take_Should_Go_To_The_Other_Folder_With_All_That_Follows()
    {
        using var parent = new TemporaryFolder();
        using var other = new TemporaryFolder();
        var store = Store(parent, () => OutputFolder.Prepare(other.Path));
        store.Write("a", stream => stream.Write("a"u8));
        Block(parent);

        store.Write("model.zip", stream => stream.Write("new"u8));
        Unblock(parent);
        store.Write("metrics.json", stream => stream.Write("new"u8));

        Assert.IsFalse(store.IsWhole);
        Assert.AreSequenceEqual(["metrics.json", "model.zip"], other.FileNames);
        Assert.AreEqual(other.File("model.zip"), store.PathOf("model.zip"));
        Assert.AreEqual(parent.File("out/a"), store.PathOf("a"));
        Assert.StartsWith($"The output folder '{parent.File("out")}' could no longer be written: ", store.Describe());
        Assert.EndsWith(
            $". model.zip and metrics.json are in '{other.Path}' instead: move that to a safe place.", store.Describe());
    }

    [TestMethod]
    public void What_Neither_Folder_Takes_Should_Be_Said_With_Both_Causes()
    {
        using var parent = new TemporaryFolder();
        var store = Store(parent, () => throw new IOException("No space left on device"));
        Block(parent);

        store.Write("model.zip", stream => stream.Write("new"u8));

        Assert.IsTrue(store.IsLost("model.zip"));
        Assert.StartsWith($"The output folder '{parent.File("out")}' could no longer be written: ", store.Describe());
        Assert.Contains("already exists. model.zip could", store.Describe());
        Assert.EndsWith(
            " model.zip could not be written to the system's folder for temporary files either: No space left on device.",
            store.Describe());
    }

    [TestMethod]
    public void A_Bug_Should_Not_Be_Taken_For_A_Full_Disk()
    {
        using var parent = new TemporaryFolder();
        var store = Store(parent, () => OutputFolder.OfSystem());

        Assert.ThrowsExactly<KeyNotFoundException>(() => store.Write("model.zip", _ => throw new KeyNotFoundException()));
    }

    private static ResultStore Store(TemporaryFolder parent, Func<OutputFolder> makeOther) =>
        new(OutputFolder.Prepare(parent.File("out")), makeOther);

    /// <summary>A file in the folder's place stops every user, root as well.</summary>
    private static void Block(TemporaryFolder parent)
    {
        Directory.Move(parent.File("out"), parent.File("moved"));
        File.WriteAllText(parent.File("out"), "");
    }

    private static void Unblock(TemporaryFolder parent)
    {
        File.Delete(parent.File("out"));
        Directory.Move(parent.File("moved"), parent.File("out"));
    }
}
