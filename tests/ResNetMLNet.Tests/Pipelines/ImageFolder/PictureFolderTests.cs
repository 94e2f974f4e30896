using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.ImageFolder.Data;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Pipelines.ImageFolder;

/// <summary>What is found in a folder; the files need not be pictures for it.</summary>
[TestClass]
public sealed class PictureFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Classes_Should_Be_The_Sub_Folders_With_Pictures_In_Ordinal_Order()
    {
        Touch("b/1.png", "b/2.JPG", "Z/x.jpeg", "a/.hidden.png", "a/y.Png", "a/text.txt", "empty/readme.md", ".git/a.png");

        var folder = Scan();

        Assert.AreSequenceEqual(["Z", "a", "b"], folder.ClassNames);
        Assert.AreSequenceEqual(
            ["Z: Z/x.jpeg", "a: a/y.Png", "b: b/1.png", "b: b/2.JPG"],
            folder.Rows.Select(row => $"{row.Label}: {Path.GetRelativePath(_folder.Path, row.ImagePath)}"));
        Assert.IsEmpty(folder.Notes);
    }

    [TestMethod]
    public void Pictures_In_No_Class_Should_Be_Noted()
    {
        Touch("a/1.png", "b/1.png", "loose.png");

        Assert.AreSequenceEqual(
            [$"1 picture lies directly in '{_folder.Path}', in no class: ignored."], Scan().Notes);
        Touch("other.jpg");
        Assert.AreSequenceEqual(
            [$"2 pictures lie directly in '{_folder.Path}', in no class: ignored."], Scan().Notes);
    }

    [TestMethod]
    public void Deeper_Pictures_Should_Be_Noted_And_Make_No_Class()
    {
        Touch("a/1.png", "a/more/2.png", "b/1.png", "c/deep/deeper/1.png");

        var folder = Scan();

        Assert.AreSequenceEqual(["a", "b"], folder.ClassNames);
        Assert.AreSequenceEqual(
            [
                $"'{Full("a")}' has pictures in sub-folders of its own too, as '{Full("a/more/2.png")}': ignored.",
                $"'{Full("c")}' has no pictures itself, but in its sub-folders, as '{Full("c/deep/deeper/1.png")}': it is no "
                + "class.",
            ],
            folder.Notes);
    }

    [TestMethod]
    public void A_Folder_That_Is_Missing_Should_Be_Refused() =>
        AssertRefused("none", $"The folder '{Full("none")}' does not exist. Check --data.");

    [TestMethod]
    public void A_File_Should_Be_Refused()
    {
        Touch("a.png");

        AssertRefused("a.png", $"The folder '{Full("a.png")}' is a file. Check --data.");
    }

    [TestMethod]
    public void An_Empty_Folder_Should_Be_Refused()
    {
        Touch("a/readme.md");

        AssertRefused(
            "",
            $"The folder '{_folder.Path}' holds no pictures: it must have a sub-folder for each class with its .png, .jpg or "
            + ".jpeg files.");
    }

    [TestMethod]
    public void A_Folder_Whose_Pictures_Are_In_No_Class_Should_Be_Refused()
    {
        Touch("1.png");

        AssertRefused(
            "",
            $"The folder '{_folder.Path}' holds pictures, but none in a sub-folder: it must have a sub-folder for each class "
            + "with its .png, .jpg or .jpeg files.");
    }

    [TestMethod]
    public void A_Folder_Above_The_Right_One_Should_Be_Refused_By_Naming_That()
    {
        Touch("train/a/1.png", "train/b/1.png");

        AssertRefused(
            "",
            $"The folder '{_folder.Path}' has pictures deeper than in its sub-folders, as '{Full("train")}",
            $"--data {Full("train")}.");
    }

    [TestMethod]
    public void One_Class_Should_Be_Refused_With_What_Was_Left_Out()
    {
        Touch("a/1.png", "b/deep/1.png");

        var error = Assert.ThrowsExactly<UserErrorException>(Scan().RequireTwoClasses).Message;

        Assert.StartsWith($"The folder '{_folder.Path}' has pictures in one sub-folder only, 'a': there must be two", error);
        Assert.EndsWith("it is no class.", error);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void Names_That_Differ_In_Case_Only_Should_Be_Refused_All_At_Once()
    {
        Touch("Cat/1.png", "cat/1.png", "dog/1.png", "DOG/1.png", "DOg/1.png", "cow/1.png");

        AssertRefused(
            "",
            $"Sub-folders of '{_folder.Path}' have names that differ in case only: 'Cat' and 'cat', 'DOG' and 'DOg' and 'dog'.");
    }

    [TestMethod]
    [Timeout(20_000)]
    public void Links_That_Lead_Back_Should_Not_Be_Followed_Without_End()
    {
        Touch("a/1.png", "b/1.png");
        Directory.CreateSymbolicLink(Full("up"), _folder.Path);
        Directory.CreateSymbolicLink(Full("a/up"), _folder.Path);
        File.CreateSymbolicLink(Full("self"), Full("self"));

        var folder = Scan();

        Assert.AreSequenceEqual(["a", "b"], folder.ClassNames);
        Assert.HasCount(2, folder.Rows);
    }

    [TestMethod]
    public void A_Search_Should_End_When_It_Is_Cancelled()
    {
        Touch("a/1.png");

        Assert.ThrowsExactly<OperationCanceledException>(
            () => PictureFolder.Scan(_folder.Path, "--data", new CancellationToken(canceled: true)));
    }

    private void Touch(params string[] names)
    {
        foreach (var name in names)
            Pictures.Write(_folder, name, []);
    }

    private string Full(string name) => _folder.File(name);

    private PictureFolder Scan() => PictureFolder.Scan(_folder.Path, "--data", CancellationToken.None);

    private void AssertRefused(string name, string start, string end = "")
    {
        var path = name.Length > 0 ? Full(name) : _folder.Path;
        var error = Assert.ThrowsExactly<UserErrorException>(
            () => PictureFolder.Scan(path, "--data", CancellationToken.None)).Message;
        Assert.StartsWith(start, error);
        Assert.EndsWith(end, error);
    }
}
