using ResNetMLNet.History;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Training;
using Spectre.Console.Testing;

namespace ResNetMLNet.Tests.Pipelines;

[TestClass]
public sealed class TrainingDisplayTests
{
    private static readonly EpochMetrics FirstEpoch = new(1, 0.5432, 0.8012, 0.4, 0.8567, 0.05, 31.4, 1911.2);

    [TestMethod]
    public void Without_A_Terminal_A_Line_Should_Appear_Per_Epoch_And_At_Most_Every_Ten_Seconds()
    {
        using var progress = ProgramRun.NewConsole();
        var time = new FakeTime();
        var console = new ProgramConsole(progress, progress, live: false, time);
        var display = new PlainTrainingDisplay(console, epochCount: 2, "test");

        display.Run(() =>
        {
            time.Advance(9);
            display.Report(Progress(imagesSeen: 9_000));
            time.Advance(2);
            display.Report(Progress(imagesSeen: 11_000));
            time.Advance(9);
            display.Report(Progress(imagesSeen: 20_000));
            display.Report(FirstEpoch);
            time.Advance(9);
            display.Report(Progress(imagesSeen: 29_000));
            return 0;
        });

        Assert.AreEqual(
            """
            Reading the images, then training ...
            epoch 1/2: 18%, loss 0.700, acc 0.750, 1,000 images/s, 01:49 left
            epoch 1/2: loss 0.543, train acc 0.801, test acc 0.857, 1,911 images/s, 31 s
            """.ReplaceLineEndings("\n"),
            progress.Output.ReplaceLineEndings("\n").Trim());
    }

    [TestMethod]
    public void On_A_Terminal_The_Bar_Should_Show_Loss_Accuracy_Speed_And_Time_Left()
    {
        using var progress = ProgramRun.NewConsole().Interactive();
        var display = new LiveTrainingDisplay(
            new ProgramConsole(progress, progress, live: true), epochCount: 2, "test");

        var result = display.Run(() =>
        {
            display.Report(FirstEpoch);
            display.Report(Progress(imagesSeen: 30_000));
            return 7;
        });

        Assert.AreEqual(7, result);
        Assert.Contains(
            "epoch 1/2: loss 0.543, train acc 0.801, test acc 0.857, 1,911 images/s, 31 s", progress.Output);
        Assert.Contains("25%", progress.Output);
        Assert.Contains("loss 0.700, acc 0.750, 1,000 images/s, 01:30 left", progress.Output);
    }

    [TestMethod]
    public void A_Message_Of_The_Trainer_Should_Be_A_Line_Of_Its_Own_Above_The_Bar()
    {
        using var progress = ProgramRun.NewConsole().Interactive();
        var display = new LiveTrainingDisplay(
            new ProgramConsole(progress, progress, live: true), epochCount: 2, "test");

        display.Run(() =>
        {
            display.Note("warning: the disk is full\n[again]");
            return 0;
        });

        var lines = progress.Lines.Select(line => line.TrimEnd()).ToList();
        Assert.Contains("warning: the disk is full", lines);
        Assert.Contains("[again]", lines);
    }

    [TestMethod]
    public void A_Message_Without_A_Terminal_Should_Be_A_Line_At_Once()
    {
        using var progress = ProgramRun.NewConsole();
        var display = new PlainTrainingDisplay(new ProgramConsole(progress, progress, live: false), epochCount: 2, "test");

        display.Note("warning: the disk is full");

        Assert.AreEqual("warning: the disk is full", progress.Output.Trim());
    }

    [TestMethod]
    public void Other_Work_Should_Be_Named_Once_And_Then_Every_Ten_Seconds_At_Most()
    {
        using var progress = ProgramRun.NewConsole();
        var time = new FakeTime();
        var console = new ProgramConsole(progress, progress, live: false, time);

        console.During("Scoring ...", status =>
        {
            for (var second = 1; second <= 21; second++)
            {
                time.Advance(1);
                status($"Scoring: {second}");
            }

            return 0;
        });

        Assert.AreEqual("Scoring ...\nScoring: 10\nScoring: 20", progress.Output.ReplaceLineEndings("\n").Trim());
    }

    [TestMethod]
    public void An_Epoch_Without_Validation_Should_Name_No_Test_Accuracy() => Assert.AreEqual(
        "epoch 1/1: loss 0.543, train acc 0.801, 1,911 images/s, 31 s",
        ProgressText.Of(FirstEpoch with { ValidationAccuracy = null }, epochCount: 1, "test"));

    [TestMethod]
    public void An_Epoch_Validated_On_Held_Out_Images_Should_Name_No_Test_Accuracy() => Assert.AreEqual(
        "epoch 1/1: loss 0.543, train acc 0.801, validation acc 0.857, 1,911 images/s, 31 s",
        ProgressText.Of(FirstEpoch, epochCount: 1, "validation"));

    [TestMethod]
    [DataRow(5, "00:05")]
    [DataRow(3_599, "59:59")]
    [DataRow(90_061, "25:01:01")]
    public void A_Time_Should_Read_As_A_Clock(int seconds, string text) =>
        Assert.AreEqual(text, ProgressText.Of(TimeSpan.FromSeconds(seconds)));

    [TestMethod]
    public void The_Time_Left_Should_Be_Unknown_Before_The_First_Image() =>
        Assert.IsNull(ProgressText.TimeLeft(Progress(imagesSeen: 0) with { ImagesPerSecond = 0 }));

    private static TrainingProgress Progress(long imagesSeen) => new(1, 2, imagesSeen, 60_000, 0.7, 0.75, 1000);
}
