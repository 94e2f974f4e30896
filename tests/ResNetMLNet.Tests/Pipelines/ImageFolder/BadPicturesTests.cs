using ResNetMLNet.Tests.Utilities;
using SkiaSharp;

namespace ResNetMLNet.Tests.Pipelines.ImageFolder;

/// <summary>What a training makes of pictures and folders that are not as they should be.</summary>
[TestClass]
public sealed class BadPicturesTests : IDisposable
{
    private readonly TemporaryFolder _data = new();
    private readonly TemporaryFolder _output = new();

    public BadPicturesTests() => Pictures.WriteGarments(_data.Path, perClass: 4, classes: 2);

    public void Dispose()
    {
        _data.Dispose();
        _output.Dispose();
    }

    [TestMethod]
    public void Unreadable_Pictures_Should_Be_Listed_And_Skipped()
    {
        var (cut, bomb) = WriteBad();

        var run = Train();

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        Assert.Contains($"unreadable: '{cut}': it is damaged or cut short\n", run.Progress);
        Assert.Contains($"unreadable: '{bomb}': its 50000 x 50000 pixels are more than the 50000000 that are allowed\n", run.Progress);
        Assert.Contains("2 of 10 pictures cannot be read and are skipped", run.Progress);
        Assert.Contains($"8 pictures of 2 classes in {_data.Path}", run.Progress);
    }

    [TestMethod]
    public void Unreadable_Pictures_Should_Be_Listed_And_Refused()
    {
        var (cut, bomb) = WriteBad();

        var run = Train("--unreadable", "refuse");

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains($"unreadable: '{cut}': ", run.Progress);
        Assert.Contains($"unreadable: '{bomb}': ", run.Progress);
        Assert.EndsWith(
            "error: 2 of 10 pictures cannot be read: mend or remove them, or give --unreadable skip to do without.",
            run.Progress);
        Assert.IsEmpty(_output.FileNames);
    }

    [TestMethod]
    public void Without_Unreadable_Pictures_Refusing_Them_Should_Change_Nothing() =>
        Assert.AreEqual(0, Train("--unreadable", "refuse").ExitCode);

    [TestMethod]
    public void A_Class_Of_Which_Nothing_Can_Be_Read_Should_Be_Refused()
    {
        Pictures.Write(_data, "lost/1.png", []);

        var run = Train();

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains($"error: Of the class 'lost' in '{_data.Path}' no picture can be read", run.Progress);
    }

    [TestMethod]
    public void A_Limit_That_Is_Given_Should_Be_The_Limit()
    {
        var file = Pictures.Write(
            _data, "Trouser/large.png", Pictures.Noise(SKEncodedImageFormat.Png, width: 1001, height: 1000));

        Assert.Contains($"unreadable: '{file}': its 1001 x 1000", Train("--max-megapixels", "1").Progress);
        Assert.DoesNotContain("unreadable", Train("--max-megapixels", "2").Progress);
    }

    [TestMethod]
    public void One_Class_Should_Be_Refused()
    {
        Directory.Delete(_data.File("Trouser"), recursive: true);

        var run = Train();

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("has pictures in one sub-folder only, 'T-shirt-top': there must be two classes at least", run.Progress);
    }

    [TestMethod]
    public void A_Validation_Folder_With_Other_Classes_Should_Be_Refused()
    {
        using var validation = new TemporaryFolder();
        Pictures.WriteGarments(validation.Path, perClass: 1, classes: 3);
        Directory.Delete(validation.File("Trouser"), recursive: true);

        var run = Train("--validation", validation.Path);

        Assert.AreEqual(1, run.ExitCode);
        Assert.EndsWith(
            $"error: The folder '{validation.Path}' has classes that are not known: 'Pullover'. Known are 'T-shirt-top', 'Trouser': "
            + "rename or remove the others. Check --validation.",
            run.Progress);
    }

    [TestMethod]
    public void A_Validation_Folder_Without_A_Class_Should_Be_Refused()
    {
        using var validation = new TemporaryFolder();
        Pictures.WriteGarments(validation.Path, perClass: 1, classes: 1);

        Assert.EndsWith(
            $"error: The folder '{validation.Path}' has no pictures of 'Trouser', unlike '{_data.Path}': both must have the same "
            + "sub-folders.",
            Train("--validation", validation.Path).Progress);
    }

    [TestMethod]
    public void What_Is_Left_Out_Should_Be_Counted_By_Reason_And_Listed_Beside_The_Results()
    {
        var (cut, _) = WriteBad();
        var loose = Pictures.Write(_data, "a \"loose\", file.png", Pictures.Noise(SKEncodedImageFormat.Png));
        var other = Pictures.Write(_data, "Trouser/clip.mp4", [0, 0, 0, 24, .. "ftypmp42"u8]);

        var run = Train();

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        Assert.Contains($"left out: 1 in another format, as '{other}': it is", run.Progress);
        Assert.Contains($"left out: 1 in no class folder, as '{loose}': it lies beside the folders of the classes\n", run.Progress);
        var lines = File.ReadAllLines(_output.File("left-out.csv"));
        Assert.AreEqual("path,reason,explanation", lines[0]);
        Assert.Contains($"\"{loose.Replace("\"", "\"\"", StringComparison.Ordinal)}\",LooseFile,it lies beside the folders of the classes", lines);
        Assert.Contains($"{cut},Unreadable,it is damaged or cut short", lines);
        Assert.HasCount(5, lines);
    }

    [TestMethod]
    public void The_List_Of_An_Earlier_Training_Should_Not_Stay()
    {
        _output.Write("left-out.csv", []);

        Assert.AreEqual(0, Train().ExitCode);

        Assert.DoesNotContain("left-out.csv", _output.FileNames);
    }

    [TestMethod]
    public void A_Picture_By_Another_Name_Should_Be_Taken_And_An_Empty_One_Be_Unreadable()
    {
        Pictures.Write(_data, "Trouser/picture.txt", Pictures.Noise(SKEncodedImageFormat.Webp));
        var empty = Pictures.Write(_data, "Trouser/empty.png", []);

        var run = Train();

        Assert.Contains($"unreadable: '{empty}': it is empty", run.Progress);
        Assert.HasCount(2, run.Progress.Split(empty), "it is told once");
        Assert.Contains("1 of 10 pictures cannot be read and are skipped", run.Progress);
        Assert.Contains($"9 pictures of 2 classes in {_data.Path}", run.Progress);
    }

    [TestMethod]
    public void A_Validation_Folder_That_Is_Missing_Should_Name_Its_Option() =>
        Assert.EndsWith("does not exist: give a folder that has a sub-folder for each class. Check --validation.", Train("--validation", "none").Progress);

    [TestMethod]
    [DataRow("Checking the pictures", "Cancelled: no file was written.")]
    [DataRow("Reading the images", "Cancelled before an epoch was finished: no model was written.")]
    public void A_Training_That_Is_Cancelled_Should_Leave_Nothing(string when, string end)
    {
        using var cancel = new CancellationTokenSource();

        var run = FolderRun.Of(
            FolderRun.Training(_data.Path, _output.Path),
            whenWritten: line =>
            {
                if (line.StartsWith(when, StringComparison.Ordinal))
                    cancel.Cancel();
            },
            cancel.Token);

        Assert.AreEqual(2, run.ExitCode, run.Progress);
        Assert.EndsWith(end, run.Progress);
        Assert.IsFalse(File.Exists(_output.File("model.zip")));
    }

    private (string Cut, string Bomb) WriteBad() => (
        Pictures.Write(_data, "Trouser/cut.jpg", Pictures.Noise(SKEncodedImageFormat.Jpeg)[..1500]),
        Pictures.Write(_data, "Trouser/bomb.png", Pictures.Claiming(50_000, 50_000)));

    private ProgramRun Train(params string[] more) => FolderRun.Of(FolderRun.Training(_data.Path, _output.Path, more));
}
