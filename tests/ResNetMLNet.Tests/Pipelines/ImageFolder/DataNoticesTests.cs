using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.FashionMnist.Data.Drawing;
using ResNetMLNet.Pipelines.ImageFolder.Data;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Data;
using SkiaSharp;

namespace ResNetMLNet.Tests.Pipelines.ImageFolder;

/// <summary>What a training tells of its pictures before it begins.</summary>
[TestClass]
public sealed class DataNoticesTests : IDisposable
{
    private readonly TemporaryFolder _data = new();
    private readonly TemporaryFolder _test = new();

    public DataNoticesTests()
    {
        Pictures.WriteGarments(_data.Path, perClass: 4, classes: 2);
        Pictures.WriteGarments(_test.Path, perClass: 2, DrawnFashion.Part.Test, classes: 2);
    }

    public void Dispose()
    {
        _data.Dispose();
        _test.Dispose();
    }

    [TestMethod]
    public void Sound_Pictures_Should_Have_No_Notices() =>
        Assert.AreEqual("Looking for copies ...", Told(("--data", _data), ("--test", _test)).Trim());

    [TestMethod]
    public void A_Picture_In_Two_Classes_Should_Be_Told()
    {
        var first = Directory.GetFiles(_data.File("T-shirt-top")).Order().First();
        var copy = Pictures.Write(_data, "Trouser/copy.png", File.ReadAllBytes(first));

        Assert.Contains(
            $"\nA picture of --data is in two classes or more, as '{first}' and '{copy}': each teaches or asks for two things at once, keep it in the "
            + "class that it belongs to. 'check' lists all.\n",
            Told(("--data", _data)));
    }

    [TestMethod]
    public void Pictures_In_Two_Folders_Should_Be_Told()
    {
        using var validation = new TemporaryFolder();
        Pictures.WriteGarments(validation.Path, perClass: 3, DrawnFashion.Part.Test, classes: 2);
        var first = Directory.GetFiles(_data.File("Trouser")).Order().First();
        var copy = Pictures.Write(_test, "Trouser/copy.png", File.ReadAllBytes(first));

        var two = Told(("--data", _data), ("--test", _test));
        var three = Told(("--data", _data), ("--validation", validation), ("--test", _test));

        Assert.Contains($"\nA picture of --test is in another folder too, as '{first}' and '{copy}': figures by pictures that", two);
        Assert.Contains("\n5 pictures of --test are in another folder too, as ", three);
        Assert.DoesNotContain("of --validation", three);
    }

    [TestMethod]
    public void Classes_With_One_Picture_Should_Be_Told()
    {
        Pictures.Write(_data, "hat/1.png", Pictures.Noise(SKEncodedImageFormat.Png));
        var one = Told(("--data", _data));
        for (var i = 0; i < 6; i++)
            Pictures.Write(_data, $"hat{i}/1.png", Pictures.Noise(SKEncodedImageFormat.Png, seed: 10 + i));

        Assert.StartsWith(
            "The class 'hat' has one picture for training, from which nothing is learnt that holds for others: add pictures, or remove the folder.\n", one);
        Assert.StartsWith(
            "The classes 'hat', 'hat0', 'hat1', 'hat2', 'hat3' and 2 more have one picture for training, ", Told(("--data", _data)));
    }

    [TestMethod]
    public void A_Training_Should_Tell_Before_It_Begins()
    {
        using var output = new TemporaryFolder();
        var first = Directory.GetFiles(_data.File("Trouser")).Order().First();
        Pictures.Write(_test, "Trouser/copy.png", File.ReadAllBytes(first));
        using var cancel = new CancellationTokenSource();

        var run = FolderRun.Of(
            FolderRun.Training(_data.Path, output.Path, "--test", _test.Path),
            whenWritten: line =>
            {
                if (line.StartsWith("A picture of --test is in another folder too", StringComparison.Ordinal))
                    cancel.Cancel();
            },
            cancel.Token);

        Assert.AreEqual(2, run.ExitCode, run.Progress);
    }

    [TestMethod]
    public void Files_Of_One_Size_Should_Be_The_Same_Only_If_Their_Content_Is()
    {
        string[] files = [_data.Write("a", [1, 2]), _data.Write("b", [2, 1]), _data.Write("c", [1, 2]), _data.Write("d", [1]), _data.File("none")];

        var same = SameFiles.Of(files, CancellationToken.None);

        Assert.AreSequenceEqual([0, 2], same.Single());
        Assert.ThrowsExactly<OperationCanceledException>(() => SameFiles.Of(files, new CancellationToken(canceled: true)));
    }

    private static string Told(params (string Option, TemporaryFolder Folder)[] folders)
    {
        using var progress = ProgramRun.NewConsole();
        var console = new ProgramConsole(progress, progress, live: false);
        string[] classNames = [.. Directory.GetDirectories(folders[0].Folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        new DataNotices(classNames, console).Tell([.. folders.Select(folder => (folder.Option, Rows(folder.Folder.Path, classNames)))], CancellationToken.None);
        return progress.Output.ReplaceLineEndings("\n");
    }

    private static IReadOnlyList<PictureRow> Rows(string folder, string[] classNames) =>
    [
        .. from file in Directory.GetFiles(folder, "*.png", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
           let className = Path.GetFileName(Path.GetDirectoryName(file))
           select new PictureRow { ImagePath = file, Label = (uint)Array.IndexOf(classNames, className) },
    ];
}
