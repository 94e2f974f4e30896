using System.Globalization;
using ResNetMLNet.Tests.Utilities;
using SkiaSharp;

namespace ResNetMLNet.Tests.Pipelines.ImageFolder;

/// <summary>What <c>score</c> makes of pictures.</summary>
[TestClass]
public sealed class ScorePicturesTests : IDisposable
{
    private static readonly TemporaryFolder Data = new();
    private static readonly TemporaryFolder Trained = new();

    private readonly TemporaryFolder _folder = new();

    private static string Model => Trained.File("model.zip");

    private string Output => _folder.File("scores");

    [ClassInitialize]
    public static void TrainOnce(TestContext context)
    {
        Pictures.WriteGarments(Data.Path, perClass: 4, classes: 2);
        var run = FolderRun.Of(FolderRun.Training(Data.Path, Trained.Path));
        Assert.AreEqual(0, run.ExitCode, run.Progress);
    }

    [ClassCleanup]
    public static void RemoveFolders()
    {
        Data.Dispose();
        Trained.Dispose();
    }

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Two_Parts_Should_Make_The_Same_Files_As_One()
    {
        var alone = Score("--data", Data.Path, "--rows-per-block", "3");
        var first = Score("--data", Data.Path, "--rows-per-block", "3", "--part", "1/2", "--output", _folder.File("together"));
        var second = Score("--data", Data.Path, "--rows-per-block", "3", "--part", "2/2", "--output", _folder.File("together"));

        Assert.AreEqual((0, 0, 0), (alone.ExitCode, first.ExitCode, second.ExitCode), alone.Progress);
        Assert.EndsWith("Part 1/2, 5 images, is done. 1 of 3 blocks are missing: 1.", first.Progress);
        Assert.EndsWith("Part 2/2, 3 images, is done. All 8 rows are there, in 3 blocks.", second.Progress);
        foreach (var file in Directory.EnumerateFiles(Output))
            Assert.AreSequenceEqual(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(_folder.File("together"), Path.GetFileName(file))));
    }

    [TestMethod]
    public void A_Folder_Of_Classes_Should_Give_Labels_And_The_Figures_Of_Evaluate()
    {
        var run = Score("--data", Data.Path, "--format", "csv");

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        var lines = Lines();
        Assert.AreEqual("Row,ImagePath,Label,PredictedLabel,Score.T-shirt-top,Score.Trouser", lines[0]);
        Assert.HasCount(9, lines);
        Assert.AreEqual("Trouser", lines[8].Split(',')[2]);
        var right = lines.Skip(1).Select(line => line.Split(',')).Count(fields => fields[2] == fields[3]);
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"{right / 8.0:F4}"), FolderRun.Of("evaluate", "--model", Model, "--data", Data.Path).Results);
    }

    [TestMethod]
    public void A_Picture_That_Cannot_Be_Read_Should_Have_A_Row_Without_Scores()
    {
        var empty = Pictures.Write(_folder, "in/a.png", []);
        var sound = Pictures.Write(_folder, "in/b.png", Pictures.Noise(SKEncodedImageFormat.Png, width: 12, height: 12));

        var run = Score(_folder.File("in"), "--format", "csv", "--top", "1");

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        Assert.AreEqual("Row,ImagePath,PredictedLabel,Class1,Score1", Lines()[0]);
        Assert.AreEqual($"0,{empty},,,", Lines()[1]);
        Assert.StartsWith($"1,{sound},", Lines()[2]);
        Assert.Contains($"The picture '{empty}' of column 'ImagePath' in the row of id ", run.Progress);
        Assert.Contains("\n1 images cannot be read: they have rows without scores.\n", run.Progress);
    }

    [TestMethod]
    public void A_List_Should_Name_Pictures_And_A_Missing_One_Have_Its_Row()
    {
        var file = Directory.EnumerateFiles(Data.Path, "*.png", SearchOption.AllDirectories).First();
        var list = _folder.File("list.txt");
        File.WriteAllLines(list, [file, "none.png"]);

        var run = Score("--list", list, "--format", "csv");

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        Assert.StartsWith($"0,{file},", Lines()[1]);
        Assert.AreEqual("1,none.png,,,", Lines()[2]);
    }

    [TestMethod]
    public void A_List_Of_Which_No_Picture_Is_There_Should_Be_Refused()
    {
        var list = _folder.Write("list.txt", "/other/a.png\n/other/b.png\n"u8.ToArray());

        var run = Score("--list", list);

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains($"None of the first 2 pictures of the list '{list}' is there, as '/other/a.png'", run.Progress);
        Assert.IsFalse(Directory.Exists(Output));
    }

    [TestMethod]
    public void Other_Pictures_And_Options_Should_Be_Refused()
    {
        Score("--data", Data.Path);
        File.Copy(Directory.EnumerateFiles(Data.Path, "*.png", SearchOption.AllDirectories).First(), _folder.File("one.png"));

        var run = Score(_folder.File("one.png"), "--format", "csv");

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("is of another scoring: the format is parquet there and csv now; the list of columns is ", run.Progress);
        Assert.Contains("the number of rows is 8 there and 1 now", run.Progress);
    }

    [TestMethod]
    public void A_Cancelled_Scoring_Should_Go_On_By_The_Same_Command()
    {
        using var cancel = new CancellationTokenSource();
        string[] args = ["score", "--model", Model, "--data", Data.Path, "--output", Output];

        var cancelled = FolderRun.Of(
            args,
            line =>
            {
                if (line.StartsWith("Scoring part 1/1", StringComparison.Ordinal))
                    cancel.Cancel();
            },
            cancel.Token);

        Assert.AreEqual(2, cancelled.ExitCode);
        Assert.EndsWith("Cancelled: whole blocks stay, and the same command goes on from there.", cancelled.Progress);
        Assert.AreEqual(0, FolderRun.Of(args).ExitCode);
        Assert.HasCount(2, Directory.GetFiles(Output));
    }

    [TestMethod]
    [DataRow("--part 0/2 --data x", "--part is '0/2'; it must be the number of the process, from 1, and the count of all, as 3/16.")]
    [DataRow("", "No picture is given: give --data, PICTURE, a folder of pictures or --list.")]
    [DataRow("--data x y.png", "--data is given with other pictures, which have no label: score them to another folder.")]
    public void What_Is_Wrong_With_The_Command_Should_Be_Said(string args, string text)
    {
        var run = Score(args.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains(text, run.Progress);
    }

    [TestMethod]
    public void A_Check_Should_Need_No_Model_And_End_With_3_Where_Blocks_Are_Missing()
    {
        Score("--data", Data.Path, "--rows-per-block", "3", "--part", "2/2");

        var missing = FolderRun.Of("score", "--output", Output, "--check");
        Score("--data", Data.Path, "--rows-per-block", "3");
        var complete = FolderRun.Of("score", "--output", Output, "--check");

        Assert.AreEqual((3, "2 of 3 blocks are missing: 0, 2."), (missing.ExitCode, missing.Results));
        Assert.AreEqual((0, "All 8 rows are there, in 3 blocks."), (complete.ExitCode, complete.Results));
        Assert.Contains("No model is given: give --model, or --check", FolderRun.Of("score", "--output", Output).Progress);
        var nothing = FolderRun.Of("score", "--output", _folder.Path, "--check");
        Assert.AreEqual(1, nothing.ExitCode);
        Assert.Contains("has no _scores.json", nothing.Progress);
    }

    private ProgramRun Score(params string[] args) =>
        FolderRun.Of(["score", "--model", Model, .. args, .. args.Contains("--output") ? [] : new[] { "--output", Output }]);

    private string[] Lines() => File.ReadAllLines(Path.Combine(Output, "block-000000.csv"));
}
