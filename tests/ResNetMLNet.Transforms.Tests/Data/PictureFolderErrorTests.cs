using Microsoft.ML;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Transforms.Tests.Data;

[TestClass]
public sealed class PictureFolderErrorTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_Folder_That_Is_Missing_Should_Be_Refused() => Expect.Error<DirectoryNotFoundException>(
        () => _ml.Data.LoadPictureFolder(_folder.File("none")),
        $"The folder of pictures '{_folder.File("none")}' does not exist: give a folder");

    [TestMethod]
    public void A_File_Should_Be_Refused()
    {
        PictureFiles.Write(_folder, "a.png");

        Expect.Error<DirectoryNotFoundException>(
            () => _ml.Data.LoadPictureFolder(_folder.File("a.png")), "is a file: give a folder");
    }

    [TestMethod]
    public void A_Folder_Without_Pictures_Should_Be_Refused_With_What_Was_Left_Out()
    {
        PictureFiles.Write(_folder, "a/readme.md", "text"u8.ToArray());
        PictureFiles.Write(_folder, "1.png");

        AssertRefused(
            $"The folder '{_folder.Path}' has no pictures in sub-folders",
            $"Left out: 1 in another format, as '{_folder.File("a/readme.md")}': it is in no format that is known",
            $"Left out: 1 in no class folder, as '{_folder.File("1.png")}'");
    }

    [TestMethod]
    public void A_Folder_Above_The_Right_One_Should_Be_Refused_By_Naming_That()
    {
        PictureFiles.Write(_folder, "train/a/1.png", "train/b/1.png");

        AssertRefused($"has pictures deeper than in its sub-folders: give '{_folder.File("train")}'");
    }

    [TestMethod]
    public void One_Class_Should_Be_Refused_With_What_Was_Left_Out()
    {
        PictureFiles.Write(_folder, "a/1.png", "b/deep/1.png");

        AssertRefused(
            $"The folder '{_folder.Path}' has pictures in one sub-folder only, 'a': there must be two",
            $"Left out: 1 without a picture, as '{_folder.File("b")}'");
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void Names_That_Differ_In_Case_Only_Should_Be_Refused_All_At_Once()
    {
        PictureFiles.Write(_folder, "Cat/1.png", "cat/1.png", "dog/1.png", "DOG/1.png", "DOg/1.png", "cow/1.png");

        AssertRefused(
            $"Sub-folders of '{_folder.Path}' have names that differ in case, or in how accents are written (NFC or NFD), only: "
            + "'Cat' and 'cat', 'DOG' and 'DOg' and 'dog'.");
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [DataRow("caf\u00e9", "cafe\u0301")]
    [DataRow("\ud55c", "\u1112\u1161\u11ab")]
    [DataRow("\u00c9t\u00e9", "e\u0301te\u0301")]
    public void Names_That_Look_The_Same_Should_Be_Refused(string composed, string decomposed)
    {
        PictureFiles.Write(_folder, $"{composed}/1.png", $"{decomposed}/1.png", "dog/1.png");

        AssertRefused("have names that differ in case, or in how accents are written", composed, decomposed);
    }

    [TestMethod]
    public void Names_That_Only_Resemble_One_Another_Should_Be_Taken()
    {
        PictureFiles.Write(_folder, "caf\u00e9/1.png", "cafe\u0300/1.png", "cafe/1.png", "caf\ud83d\ude00/1.png");

        Assert.HasCount(4, _ml.Data.LoadPictureFolder(_folder.Path).ClassNames);
    }

    [TestMethod]
    public void A_Class_That_Is_Given_Twice_Should_Be_Refused()
    {
        PictureFiles.Write(_folder, "cat/1.png", "cow/1.png");

        Expect.Error<ArgumentException>(
            () => _ml.Data.LoadPictureFolder(_folder.Path, ["cat", "cow", "cat"]), "classNames has 'cat' twice", "give each class once");
    }

    [TestMethod]
    public void Classes_Without_A_Name_Should_Be_Refused()
    {
        PictureFiles.Write(_folder, "cat/1.png", "cow/1.png");

        foreach (var (names, problem) in new (string[], string)[]
        {
            ([], "classNames has no names: give the classes, or null"), (["cat", null!], "classNames[1] is empty: name every class."),
            (["cat", "cow", ""], "classNames[2] is empty"), ([null!, null!], "classNames[0] is empty"),
        })
            Assert.AreEqual("classNames", Expect.Error<ArgumentException>(() => _ml.Data.LoadPictureFolder(_folder.Path, names), problem).ParamName);
    }

    [TestMethod]
    public void Classes_That_Are_Not_Among_Those_Given_Should_Be_Refused()
    {
        PictureFiles.Write(_folder, "cat/1.png", "cow/1.png", "dog/1.png");

        Expect.Error<InvalidDataException>(
            () => _ml.Data.LoadPictureFolder(_folder.Path, ["cat", "bee"]),
            "has classes that are not known: 'cow', 'dog'. Known are 'cat', 'bee': rename or remove");
    }

    private void AssertRefused(params string[] parts) =>
        Expect.Error<InvalidDataException>(() => _ml.Data.LoadPictureFolder(_folder.Path), parts);
}
