using System.Text.Json;
using ResNetMLNet.Tests.Utilities;
using SkiaSharp;

namespace ResNetMLNet.Tests.Pipelines.ImageFolder.Checking;

/// <summary>What <c>check</c> tells of a folder that has something of everything.</summary>
[TestClass]
public sealed class CheckVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CheckVerbTests()
    {
        for (var i = 0; i < 3; i++)
        {
            Write($"train/ant/{i}.png", Sound(i));
            Write($"train/bee/{i}.png", Sound(10 + i));
        }
    }

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Sound_Pictures_Should_End_With_0()
    {
        var run = Check();

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        Assert.Contains("│ in two folders         │              0 │        0 │         │", run.Results);
        Assert.EndsWith(
            "Pictures: 6 for training. Serious findings: 0, others: 0. Doubtful labels were not looked for: there are no --weights.", run.Results);
        Assert.Contains($"Looking for pictures in {_folder.File("train")} ...\nLooking at the pictures ...", run.Progress);
    }

    [TestMethod]
    public void What_Is_Serious_Should_End_With_3_And_Be_Told_With_What_To_Do()
    {
        Write("train/ant/cut.png", Sound(1)[..1000]);
        var copy = Write("test/ant/copy.png", Sound(0));
        Write("test/bee/other.png", Sound(20));

        var run = Check("--test", _folder.File("test"));

        Assert.AreEqual(3, run.ExitCode, run.Progress);
        Assert.Contains("│ in two folders         │              1 │        2 │ yes     │", run.Results);
        Assert.Contains("│ unreadable             │              1 │        1 │ yes     │", run.Results);
        Assert.Contains("│ doubtful label         │ not looked for │          │         │", run.Results);
        Assert.Contains(
            $"in two folders:\n  the same file in training and test: keep it out of training\n    {_folder.File("train/ant/0.png")}\n    {copy}\n",
            run.Results);
        Assert.Contains("unreadable:\n  it is damaged or cut short: mend or remove it\n", run.Results);
        Assert.EndsWith(
            "Pictures: 7 for training, 2 for test. Serious findings: 2, others: 0. Doubtful labels were not looked for: there are no --weights.",
            run.Results);
    }

    [TestMethod]
    public void What_Is_Not_Serious_Should_End_With_0()
    {
        Write("train/ant/copy.png", Sound(0));

        var run = Check();

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        Assert.Contains("copies in a class:\n  the same file twice: keep one of them\n", run.Results);
        Assert.Contains("Serious findings: 0, others: 1.", run.Results);
    }

    [TestMethod]
    public void Many_Findings_And_Many_Pictures_Should_Be_Cut_Short_But_Not_In_Json()
    {
        for (var i = 0; i < 12; i++)
            Write($"train/bee/bad{i:D2}.png", [.. "no picture"u8]);
        for (var i = 0; i < 6; i++)
            Write($"train/ant/copy{i}.png", Sound(0));

        var run = Check();
        using var json = JsonDocument.Parse(Check("--json").Results);

        Assert.Contains("\n  and 2 more, which --json lists\n", run.Results);
        Assert.Contains("\n    and 3 more, which --json lists\n", run.Results);
        var findings = json.RootElement.GetProperty("findings");
        Assert.AreEqual(13, findings.GetArrayLength());
        Assert.AreEqual(7, findings[0].GetProperty("pictures").GetArrayLength());
    }

    [TestMethod]
    public void Json_Should_Have_All_Of_A_Finding()
    {
        var copy = Write("train/bee/copy.png", Sound(0));

        var run = Check("--json");

        Assert.AreEqual(3, run.ExitCode, run.Progress);
        using var json = JsonDocument.Parse(run.Results);
        Assert.AreEqual(7, json.RootElement.GetProperty("pictures").GetProperty("training").GetInt32());
        Assert.AreEqual(JsonValueKind.Null, json.RootElement.GetProperty("doubtfulLabels").ValueKind);
        var finding = json.RootElement.GetProperty("findings").EnumerateArray().Single();
        Assert.AreEqual("inTwoClasses", finding.GetProperty("kind").GetString());
        Assert.IsTrue(finding.GetProperty("isSerious").GetBoolean());
        Assert.AreEqual("the same file in the classes 'ant' and 'bee'", finding.GetProperty("text").GetString());
        Assert.AreEqual("keep it in the class that it belongs to", finding.GetProperty("suggestion").GetString());
        var picture = finding.GetProperty("pictures")[1];
        Assert.AreEqual("training", picture.GetProperty("part").GetString());
        Assert.AreEqual(6, picture.GetProperty("row").GetInt32());
        Assert.AreEqual(copy, picture.GetProperty("path").GetString());
        Assert.AreEqual("bee", picture.GetProperty("label").GetString());
    }

    [TestMethod]
    public void With_Weights_Doubtful_Labels_Should_Be_Looked_For()
    {
        var run = FolderRun.Of("check", "--data", _folder.File("train"), "--json");

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        using var json = JsonDocument.Parse(run.Results);
        Assert.AreEqual(JsonValueKind.Array, json.RootElement.GetProperty("doubtfulLabels").ValueKind);
    }

    [TestMethod]
    public void Weights_That_Do_Not_Fit_Should_Be_Told_Before_The_Pictures_Are_Looked_For()
    {
        var run = FolderRun.Of("check", "--data", _folder.File("none"), "--weights", _folder.Write("w.bin", new byte[9]));

        Assert.AreEqual(1, run.ExitCode);
        Assert.StartsWith($"error: '{_folder.File("w.bin")}' cannot be loaded.", run.Progress);
    }

    [TestMethod]
    public void A_Page_Should_Not_Be_Written_Over_A_Picture()
    {
        var run = Check("--report", _folder.File("train/ant/0.png"));

        Assert.AreEqual(1, run.ExitCode);
        Assert.AreEqual($"error: '{_folder.File("train/ant/0.png")}' is there already and is no HTML page: give another path, or delete it.", run.Progress);
    }

    [TestMethod]
    public void Names_Should_Not_Reach_The_Terminal_As_They_Are()
    {
        Write("train/ant/\u001b[31mred\n.png", []);

        var run = Check();

        Assert.Contains("?[31mred .png", run.Results);
        Assert.DoesNotContain("\u001b", run.Results);
    }

    [TestMethod]
    public void The_Same_Folder_Twice_Should_Be_Refused_Through_A_Link_Too()
    {
        var link = Directory.CreateSymbolicLink(_folder.File("link"), _folder.File("train")).FullName;

        var run = Check("--validation", link, "--test", _folder.File("link/../link"));

        Assert.AreEqual(1, run.ExitCode);
        Assert.AreEqual(
            "error: --validation is the folder of --data: give it pictures that are not trained on. --test is the folder of --data or "
            + "--validation: give it pictures that are neither trained on nor chosen by. See 'check --help'.",
            run.Progress);
    }

    [TestMethod]
    public void A_Check_That_Is_Cancelled_Should_End_With_2()
    {
        using var cancel = new CancellationTokenSource();

        var run = FolderRun.Of(
            ["check", "--data", _folder.File("train")],
            whenWritten: line =>
            {
                if (line.StartsWith("Looking at the pictures", StringComparison.Ordinal))
                    cancel.Cancel();
            },
            cancel.Token);

        Assert.AreEqual(2, run.ExitCode, run.Progress);
        Assert.AreEqual("", run.Results);
    }

    private static byte[] Sound(int seed) => Pictures.Noise(SKEncodedImageFormat.Png, seed: seed);

    private ProgramRun Check(params string[] more) => FolderRun.Of(["check", "--data", _folder.File("train"), "--weights", "none", .. more]);

    private string Write(string name, byte[] content) => Pictures.Write(_folder, name, content);
}
