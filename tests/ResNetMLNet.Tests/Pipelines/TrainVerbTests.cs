using System.Text.Json;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Pipelines;

/// <summary>Trainings through the entry point that do not run their plain course.</summary>
[TestClass]
public sealed class TrainVerbTests
{
    private static readonly TemporaryFolder Data = new();

    [ClassInitialize]
    public static void WriteData(TestContext context) => TinyData.Write(Data, trainRows: 400);

    [ClassCleanup]
    public static void RemoveData() => Data.Dispose();

    [TestMethod]
    public void A_Time_That_Ends_In_The_First_Epoch_Should_Leave_A_Model_And_No_History()
    {
        using var output = new TemporaryFolder();
        output.Write("history.csv", [1]);

        var run = Train(output, "--epochs", "2", "--max-minutes", "0.000001");

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        Assert.AreSequenceEqual(["curves.png", "metrics.json", "model.zip", "report.html", "samples.png"], output.FileNames);
        Assert.Contains("the 1E-06 minutes of --max-minutes are over. No epoch was finished", run.Progress);
        Assert.DoesNotContain("The time for the training is over", run.Progress, "how it ended is said once");
        Assert.Contains("loss -, train acc -, test acc 0.", run.Results);
        using var metrics = Metrics(output);
        Assert.AreEqual("outOfTime", metrics.RootElement.GetProperty("stopReason").GetString());
        Assert.AreEqual(0, metrics.RootElement.GetProperty("modelEpoch").GetInt32());
        Assert.AreEqual(JsonValueKind.Null, metrics.RootElement.GetProperty("trainLoss").ValueKind);
        Assert.AreEqual(JsonValueKind.Number, metrics.RootElement.GetProperty("testAccuracy").ValueKind);
        Assert.AreEqual(0, metrics.RootElement.GetProperty("history").GetArrayLength());
    }

    [TestMethod]
    public void With_Images_Held_Out_The_Figures_Should_Be_Those_Of_The_Best_Epoch()
    {
        using var output = new TemporaryFolder();

        // At this rate nothing is learnt: the first epoch stays the best, and the second one ends the training.
        var run = Train(
            output, "--epochs", "4", "--learning-rate", "1e-30", "--validation-fraction", "0.25", "--patience", "1",
            "--keep-best");

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        Assert.Contains("NO BETTER THAN GUESSING", run.Progress);
        Assert.Contains(", validation acc 0.", run.Progress);
        Assert.DoesNotContain(", test acc 0.", run.Progress);
        Assert.Contains("no better accuracy on the held-out images for an epoch. The model is that of epoch", run.Progress);
        using var metrics = Metrics(output);
        var root = metrics.RootElement;
        var history = root.GetProperty("history");
        var best = root.GetProperty("modelEpoch").GetInt32();
        Assert.AreEqual("earlyStopped", root.GetProperty("stopReason").GetString());
        Assert.AreEqual(history.GetArrayLength() - 1, best);
        Assert.AreEqual(
            history[best - 1].GetProperty("trainLoss").GetDouble(), root.GetProperty("trainLoss").GetDouble());
        Assert.AreEqual(40, root.GetProperty("trainRows").GetInt32());
        Assert.AreNotEqual(
            history[best - 1].GetProperty("validationLoss").GetDouble(), root.GetProperty("testLogLoss").GetDouble());
    }

    [TestMethod]
    public void A_Resumed_Training_Should_End_In_The_Weights_Of_One_That_Was_Not_Interrupted()
    {
        using var whole = new TemporaryFolder();
        using var output = new TemporaryFolder();
        string[] checkpoint = ["--checkpoint", output.File("ck"), "--resume"];

        var first = Train(output, ["--epochs", "1", "--schedule", "constant", .. checkpoint]);
        var second = Train(output, ["--epochs", "2", "--schedule", "constant", .. checkpoint]);
        Train(whole, "--epochs", "2", "--schedule", "constant");

        Assert.Contains($"There is no checkpoint in '{output.File("ck")}'", first.Progress);
        Assert.Contains("Going on from the checkpoint", second.Progress);
        Assert.Contains("epoch 2/2: loss", second.Progress);
        Assert.DoesNotContain("epoch 1/2: loss", second.Progress);
        using var metrics = Metrics(output);
        using var expected = Metrics(whole);
        Assert.AreEqual(
            expected.RootElement.GetProperty("weightsSha256").GetString(),
            metrics.RootElement.GetProperty("weightsSha256").GetString());
        Assert.HasCount(3, File.ReadAllLines(output.File("history.csv")));
        Assert.HasCount(1, Directory.GetDirectories(output.File("tensorboard")), "the second goes on in the folder of the first");
    }

    [TestMethod]
    public void A_Checkpoint_Folder_That_Cannot_Be_Used_Should_End_With_A_Remedy()
    {
        using var output = new TemporaryFolder();
        var file = output.Write("file", []);

        var run = Train(output, "--checkpoint", file);

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains($"error: The checkpoint folder '{file}' cannot be used: ", run.Progress);
        Assert.EndsWith("Choose another --checkpoint.", run.Progress);
    }

    [TestMethod]
    public void An_Output_Folder_That_Is_Lost_While_Training_Should_Not_Cost_The_Model()
    {
        using var output = new TemporaryFolder();
        var folder = output.File("out");

        var run = ProgramRun.Of(
            Arguments(folder, "--epochs", "1"),
            whenWritten: line =>
            {
                if (!line.Contains("epoch 1/1: loss", StringComparison.Ordinal))
                    return;
                Directory.Delete(folder, recursive: true);
                File.WriteAllText(folder, "");
            });

        Assert.AreEqual(1, run.ExitCode, run.Progress);
        Assert.Contains("warning: The history file", run.Progress);
        Assert.Contains($"error: The output folder '{folder}' could no longer be written: ", run.Progress);
        var place = run.Progress.Split("report.html are in '")[1].Split('\'')[0];
        Assert.AreSequenceEqual(
            ["curves.png", "metrics.json", "model.zip", "report.html", "samples.png"],
            Directory.EnumerateFiles(place).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
        Assert.Contains("Confusion table", run.Results);
        Assert.DoesNotContain("Results are in", run.Results);
        Directory.Delete(place, recursive: true);
    }

    [TestMethod]
    public void A_Training_Cancelled_In_Its_First_Epoch_Should_Say_How_To_Go_On()
    {
        using var output = new TemporaryFolder();
        var checkpoint = output.File("ck");
        using var cancel = new CancellationTokenSource();

        var run = ProgramRun.Of(
            Arguments(
                output.Path, "--epochs", "2", "--batch-size", "2", "--train-rows", "400", "--checkpoint", checkpoint,
                "--learning-rate", "0.00001"),
            whenWritten: line =>
            {
                if (line.StartsWith("epoch 1/2: ", StringComparison.Ordinal))
                    cancel.Cancel();
            },
            new FastTime(),
            cancel.Token);

        Assert.AreEqual(2, run.ExitCode, run.Progress);
        Assert.EndsWith(
            $"Cancelled before an epoch was finished: no model was written. The checkpoint in {checkpoint} holds what was done. "
            + $"To train to the end: train ... --checkpoint {checkpoint} --resume, with the same options.",
            run.Progress);
        Assert.IsFalse(File.Exists(output.File("model.zip")));
    }

    [TestMethod]
    public void A_Training_Cancelled_Later_Should_Keep_The_Last_Finished_Epoch()
    {
        using var output = new TemporaryFolder();
        using var cancel = new CancellationTokenSource();

        var run = ProgramRun.Of(
            Arguments(output.Path, "--epochs", "3", "--validation-fraction", "0.25"),
            whenWritten: line =>
            {
                if (line.StartsWith("epoch 1/3: loss", StringComparison.Ordinal))
                    cancel.Cancel();
            },
            cancellationToken: cancel.Token);

        Assert.AreEqual(2, run.ExitCode, run.Progress);
        Assert.Contains("The training was cancelled. The model is that of the last finished epoch, 1 of 3.", run.Progress);
        Assert.Contains("To train to the end, run train again.", run.Progress);
        Assert.Contains("test acc -", run.Results);
        using var metrics = Metrics(output);
        Assert.AreEqual("canceled", metrics.RootElement.GetProperty("stopReason").GetString());
        Assert.AreEqual(JsonValueKind.Null, metrics.RootElement.GetProperty("testAccuracy").ValueKind);
    }

    [TestMethod]
    public void Cancelled_While_The_Test_Images_Are_Scored_The_Model_Should_Be_Kept()
    {
        using var output = new TemporaryFolder();
        using var cancel = new CancellationTokenSource();

        var run = ProgramRun.Of(
            Arguments(output.Path, "--epochs", "1"),
            whenWritten: line =>
            {
                if (line.StartsWith("Scoring the test images", StringComparison.Ordinal))
                    cancel.Cancel();
            },
            cancellationToken: cancel.Token);

        Assert.AreEqual(2, run.ExitCode, run.Progress);
        Assert.EndsWith(
            $"The test images were not scored to the end. To do it: evaluate --model {output.File("model.zip")}", run.Progress);
        Assert.AreSequenceEqual(["curves.png", "history.csv", "metrics.json", "model.zip", "samples.png"], output.FileNames);
    }

    [TestMethod]
    public void Weights_For_ImageNet_Should_Be_Refused_For_Grey_Images_By_The_Name_Of_Their_Option()
    {
        using var output = new TemporaryFolder();

        var run = Train(output, "--weights", "imagenet", "--widths", "64,128,256,512");

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("error: --weights imagenet is for images of 3 channels, not of 1: leave it out, or give a file", run.Progress);
        Assert.IsEmpty(output.FileNames);
    }

    private static ProgramRun Train(TemporaryFolder output, params string[] more) => ProgramRun.Of(Arguments(output.Path, more));

    /// <summary>A training of seconds; options that are given take the place of its own.</summary>
    private static string[] Arguments(string output, params string[] more)
    {
        Dictionary<string, string> defaults = new()
        {
            ["--data"] = Data.Path,
            ["--output"] = output,
            ["--device"] = "cpu",
            ["--recipe"] = "quick",
            ["--precision"] = "fp32",
            ["--image-size"] = "8",
            ["--widths"] = TrainedModel.WidthsOption,
            ["--batch-size"] = "20",
            ["--learning-rate"] = "0.01",
            ["--train-rows"] = "60",
            ["--test-rows"] = "20",
        };
        var others = defaults.Where(option => !more.Contains(option.Key));
        return ["train", .. others.SelectMany(option => new[] { option.Key, option.Value }), .. more];
    }

    private static JsonDocument Metrics(TemporaryFolder output) =>
        JsonDocument.Parse(File.ReadAllText(output.File("metrics.json")));

    /// <summary>A clock that goes on by a minute each time it is looked at, so that no line of progress is held back.</summary>
    private sealed class FastTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Add(ref _ticks, TimeSpan.TicksPerMinute);
    }
}
