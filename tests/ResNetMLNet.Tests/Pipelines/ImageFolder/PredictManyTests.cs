using System.Text;
using System.Text.Json;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.ImageFolder;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Scoring;
using SkiaSharp;

namespace ResNetMLNet.Tests.Pipelines.ImageFolder;

/// <summary>What <c>predict</c> makes of folders and lists, which may name any number of pictures.</summary>
[TestClass]
public sealed class PredictManyTests : IDisposable
{
    private static readonly TemporaryFolder Data = new();
    private static readonly TemporaryFolder Output = new();

    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _cancel = new();

    private static string Model => Output.File("model.zip");

    [ClassInitialize]
    public static void TrainOnce(TestContext context)
    {
        Pictures.WriteGarments(Data.Path, perClass: 4, classes: 2);
        var run = FolderRun.Of(FolderRun.Training(Data.Path, Output.Path));
        Assert.AreEqual(0, run.ExitCode, run.Progress);
    }

    [ClassCleanup]
    public static void RemoveFolders()
    {
        Data.Dispose();
        Output.Dispose();
    }

    public void Dispose()
    {
        _folder.Dispose();
        _cancel.Dispose();
    }

    [TestMethod]
    public void A_Folder_Should_Be_Scored_With_All_Below_It_In_The_Order_Of_Names()
    {
        string[] files = [Picture("a/10.png"), Picture("a/2.png"), Picture("b.png"), Picture("c/d/1.png")];
        var text = Pictures.Write(_folder, "a/notes.txt", "no picture"u8.ToArray());
        Picture(".hidden.png");

        var run = Predict(_folder.Path);

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        Assert.AreSequenceEqual(["file", .. files], FilesOf(run));
        Assert.Contains($"left out: 1 in another format, as '{text}': it is in no format that is known", run.Progress);
        Assert.Contains("left out: 1 hidden, as ", run.Progress);
        Assert.EndsWith("4 pictures are scored.", run.Progress);
    }

    [TestMethod]
    public void A_Picture_Of_A_Folder_That_Cannot_Be_Read_Should_Be_Named_And_The_Others_Scored()
    {
        var empty = Pictures.Write(_folder, "a.png", []);
        var sound = Picture("b.png");

        var run = Predict(_folder.Path);

        Assert.AreEqual(1, run.ExitCode);
        Assert.AreSequenceEqual(["file", sound], FilesOf(run));
        Assert.Contains($"error: The picture '{empty}' cannot be read: it is empty. Give a sound picture.", run.Progress);
        Assert.EndsWith("1 pictures are scored, 1 cannot be read.", run.Progress);
    }

    [TestMethod]
    public void A_Folder_Without_Pictures_Should_Be_An_Error()
    {
        Pictures.Write(_folder, "notes.txt", "no picture"u8.ToArray());

        var run = Predict(_folder.Path);

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("left out: 1 in another format", run.Progress);
        Assert.EndsWith($"error: There is no picture in '{_folder.Path}': give a folder with pictures.", run.Progress);
    }

    [TestMethod]
    public void A_List_Should_Name_Pictures_In_Its_Order_After_Those_Of_The_Command_Line()
    {
        string[] files = [Picture("one.png"), Picture("сапог.png"), Picture("靴, \"left\".png")];
        var list = _folder.Write("list.txt", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes($"{files[2]}\r\n\r\n{files[1]}\n{_folder.Path}")]);

        var run = Predict(files[0], "--list", list);

        Assert.AreEqual(1, run.ExitCode);
        Assert.EndsWith("3 pictures are scored, 1 cannot be read.", run.Progress);
        Assert.Contains($"error: The picture '{_folder.Path}' cannot be read: it is a folder.", run.Progress);
        var lines = run.Results.Split('\n');
        Assert.StartsWith($"{files[0]},", lines[1]);
        Assert.StartsWith($"\"{files[2].Replace("\"", "\"\"", StringComparison.Ordinal)}\",", lines[2]);
        Assert.StartsWith($"{files[1]},", lines[3]);
    }

    [TestMethod]
    public void A_List_That_Is_Missing_Should_Be_Named_With_Its_Option()
    {
        var run = Predict("--list", _folder.File("none.txt"));

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains($"error: The list '{_folder.File("none.txt")}' cannot be read: ", run.Progress);
        Assert.EndsWith("Check --list.", run.Progress);
    }

    [TestMethod]
    public void An_Empty_List_Should_Give_A_Header_And_No_Row()
    {
        var run = Predict("--list", _folder.Write("list.txt", []));

        Assert.AreEqual((0, "file,label,class1,probability1,class2,probability2"), (run.ExitCode, run.Results));
    }

    [TestMethod]
    public void Standard_Input_Should_Be_Read_As_It_Comes()
    {
        using var results = ProgramRun.NewConsole();
        string[] files = [Picture("1.png"), Picture("2.png")];
        using var input = new PatientReader(files, () => results.Output);

        var exitCode = App.Run(
            ["predict", "--model", Model, "--list", "-", "--csv"],
            new ProgramConsole(results, ProgramRun.NewConsole(), live: false, time: null, input));

        Assert.AreEqual(0, exitCode);
        Assert.HasCount(4, results.Output.Split('\n'));
    }

    [TestMethod]
    [Timeout(20_000)]
    public void Waiting_For_Standard_Input_Should_End_When_It_Is_Cancelled()
    {
        using var input = new PatientReader(["none.png", "never.png"], () => "");

        var run = ProgramRun.Of(
            App.Run, ["predict", "--model", Model, "--list", "-"], CancelWhen("error: "), time: null, _cancel.Token, input);

        Assert.AreEqual(2, run.ExitCode, run.Progress);
    }

    [TestMethod]
    [DataRow("--csv")]
    [DataRow("--json")]
    public void What_Was_Scored_Before_A_Cancellation_Should_Stay_Whole(string format)
    {
        // The one that cannot be read is told behind the rows of the first batch.
        string[] args = ["predict", "--model", Model, "none.png", "--list", ListOf(2 * ScoringBatch.Largest), "--top", "1", format];

        var run = FolderRun.Of(args, CancelWhen("error: "), _cancel.Token);

        Assert.AreEqual(2, run.ExitCode, run.Progress);
        Assert.EndsWith("Cancelled: 255 pictures are scored and written.", run.Progress);
        if (format == "--csv")
        {
            Assert.HasCount(256, run.Results.Split('\n'));
            return;
        }
        using var json = JsonDocument.Parse(run.Results);
        Assert.AreEqual(255, json.RootElement.GetArrayLength());
    }

    [TestMethod]
    public void Many_Pictures_Should_Be_One_Array_And_Their_Number_Be_Told_Now_And_Then()
    {
        var time = new FakeTime();
        string[] args = ["predict", "--model", Model, "none.png", "--list", ListOf(2 * ScoringBatch.Largest), "--json"];

        var run = ProgramRun.Of(
            App.Run, args, line => time.Advance(line.StartsWith("error: ", StringComparison.Ordinal) ? 11 : 0), time, CancellationToken.None);

        using var json = JsonDocument.Parse(run.Results);
        Assert.AreEqual(512, json.RootElement.GetArrayLength());
        Assert.HasCount(2, run.Progress.Split("Scoring the pictures: "));
        Assert.Contains("Scoring the pictures: 255 are done\n", run.Progress);
        Assert.EndsWith("512 pictures are scored, 1 cannot be read.", run.Progress);
    }

    private static ProgramRun Predict(params string[] args) => FolderRun.Of(["predict", "--model", Model, "--csv", .. args]);

    private static IEnumerable<string> FilesOf(ProgramRun run) => run.Results.Split('\n').Select(line => line.Split(',')[0]);

    private string Picture(string name) => Pictures.Write(_folder, name, Pictures.Noise(SKEncodedImageFormat.Png, width: 12, height: 12));

    private string ListOf(int count)
    {
        var file = Picture("one.png");
        File.WriteAllLines(_folder.File("list.txt"), Enumerable.Repeat(file, count));
        return _folder.File("list.txt");
    }

    private Action<string> CancelWhen(string line) => written =>
    {
        if (written.StartsWith(line, StringComparison.Ordinal))
            _cancel.Cancel();
    };

    /// <summary>Gives a line once the program has written of the one before.</summary>
    private sealed class PatientReader(IReadOnlyList<string> lines, Func<string> written) : StringReader("")
    {
        private int _next;

        public override async ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken)
        {
            while (_next > 0 && !written().Contains(lines[_next - 1], StringComparison.Ordinal))
                await Task.Delay(5, cancellationToken);
            return _next < lines.Count ? lines[_next++] : null;
        }
    }
}
