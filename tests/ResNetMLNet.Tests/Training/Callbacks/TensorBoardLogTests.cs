using System.Globalization;
using ResNetMLNet.History;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training.Callbacks;

namespace ResNetMLNet.Tests.Training.Callbacks;

[TestClass]
public sealed class TensorBoardLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Logs => _folder.File("logs");

    private List<string> Files => [.. Directory.EnumerateFiles(Logs).Order(StringComparer.Ordinal)];

    [TestMethod]
    public void Each_Epoch_Should_Be_In_The_File_When_It_Ends()
    {
        var before = UnixTime();
        var training = new ReportedTraining(new TensorBoardLog(Logs));
        Assert.AreSequenceEqual(["brain.Event:2"], Words(Files.Single()));

        training.Epoch(new EpochMetrics(1, 0.5, 0.25, 0.75, 0.125, 0.1, 2.5, 1000));
        Assert.AreSequenceEqual(["brain.Event:2", "epoch 1"], Words(Files.Single()));

        training.Epoch(new EpochMetrics(2, double.NaN, 0.5, null, null, 0.2, 2, double.PositiveInfinity)).End();
        var events = EventReader.Read(Files.Single());
        Assert.AreEqual(
            "loss/train 0.5, loss/validation 0.75, accuracy/train 0.25, accuracy/validation 0.125, learning_rate 0.1, images_per_second 1000",
            Scalars(events[1]));
        Assert.AreEqual("loss/train NaN, accuracy/train 0.5, learning_rate 0.2, images_per_second Infinity", Scalars(events[2]));
        Assert.HasCount(3, events);
        foreach (var entry in events)
            Assert.IsInRange(before, UnixTime(), entry.WallTime);
        Assert.IsEmpty(training.Warnings);
    }

    [TestMethod]
    public void File_Should_Have_The_Name_That_TensorBoard_Looks_For()
    {
        _ = new ReportedTraining(new TensorBoardLog(Logs));

        Assert.MatchesRegex(@"^events\.out\.tfevents\.[0-9]{10}\..+\.[0-9]+\.[0-9]+$", Path.GetFileName(Files.Single()));
    }

    [TestMethod]
    public void Trainings_At_The_Same_Time_Should_Have_A_File_Each()
    {
        var callback = new TensorBoardLog(Logs);
        var first = new ReportedTraining(callback);
        var second = new ReportedTraining(callback);

        first.Epoch(1);
        second.Epoch(1);
        first.Epoch(2);

        Assert.AreSequenceEqual(["brain.Event:2", "epoch 1", "epoch 2"], Words(Files[0]));
        Assert.AreSequenceEqual(["brain.Event:2", "epoch 1"], Words(Files[1]));
    }

    [TestMethod]
    public void Later_File_Should_Come_Later_By_Name_Whatever_The_Clock()
    {
        Directory.CreateDirectory(Logs);
        var fromTheFuture = Path.Combine(Logs, "events.out.tfevents.9999999998.host.1.0");
        File.WriteAllBytes(fromTheFuture, []);

        _ = new ReportedTraining(new TensorBoardLog(Logs));

        Assert.AreEqual(fromTheFuture, Files[0]);
        Assert.StartsWith("events.out.tfevents.9999999999.", Path.GetFileName(Files[1]));
    }

    [TestMethod]
    public void Resumed_Training_Should_Purge_And_Go_On_In_A_New_File()
    {
        new ReportedTraining(new TensorBoardLog(Logs)).Epoch(1).Epoch(2).Epoch(3);
        var killed = File.ReadAllBytes(Files.Single());

        new ReportedTraining(new TensorBoardLog(Logs), ReportedTraining.Row(1), ReportedTraining.Row(2)).Epoch(3).End();

        Assert.AreSequenceEqual(killed, File.ReadAllBytes(Files[0]));
        Assert.AreSequenceEqual(["brain.Event:2", "Start 3", "epoch 3"], Words(Files[1]));
    }

    [TestMethod]
    public void Resumed_Training_Should_Repeat_Earlier_Epochs_In_A_Folder_Without_Them()
    {
        new ReportedTraining(new TensorBoardLog(Logs), ReportedTraining.Row(1), ReportedTraining.Row(2)).Epoch(3).End();

        Assert.AreSequenceEqual(["brain.Event:2", "Start 1", "epoch 1", "epoch 2", "epoch 3"], Words(Files.Single()));
    }

    [TestMethod]
    public void Outage_Should_Give_One_Warning_And_Lose_No_Epoch()
    {
        File.WriteAllText(Logs, "in the way");
        var training = new ReportedTraining(new TensorBoardLog(Logs)).Epoch(1).Epoch(2);
        Assert.StartsWith($"The TensorBoard event file in '{Logs}' cannot be written: ", training.Warnings.Single());

        File.Delete(Logs);
        training.End();

        Assert.AreSequenceEqual(["brain.Event:2", "epoch 1", "epoch 2"], Words(Files.Single()));
        Assert.HasCount(1, training.Warnings);
    }

    [TestMethod]
    public void Epochs_Written_Late_Should_Have_The_Time_When_They_Ended()
    {
        File.WriteAllText(Logs, "in the way");
        var training = new ReportedTraining(new TensorBoardLog(Logs)).Epoch(1);
        var ended = UnixTime();

        Thread.Sleep(20);
        File.Delete(Logs);
        training.End();

        Assert.IsLessThanOrEqualTo(ended, EventReader.Read(Files.Single())[1].WallTime);
    }

    [TestMethod]
    public void Lost_Folder_Should_Be_Made_Again_With_All_Epochs()
    {
        var training = new ReportedTraining(new TensorBoardLog(Logs)).Epoch(1);
        var lost = Files.Single();

        Directory.Delete(Logs, recursive: true);
        training.Epoch(2);

        Assert.AreNotEqual(lost, Files.Single(), "a reader may still hold the lost file and take a new one of its name for it");
        Assert.AreSequenceEqual(["brain.Event:2", "Start 1", "epoch 1", "epoch 2"], Words(Files.Single()));
        Assert.IsEmpty(training.Warnings);
    }

    [TestMethod]
    public void Lost_File_Of_A_Resumed_Training_Should_Be_Made_Again_With_Its_Own_Epochs()
    {
        new ReportedTraining(new TensorBoardLog(Logs)).Epoch(1).End();
        var training = new ReportedTraining(new TensorBoardLog(Logs), ReportedTraining.Row(1)).Epoch(2);

        File.Delete(Files[1]);
        training.Epoch(3);

        Assert.AreSequenceEqual(["brain.Event:2", "Start 2", "epoch 2", "epoch 3"], Words(Files[1]));
    }

    [TestMethod]
    public void Torn_Record_Should_Be_Cut_Off_By_The_Next_Epoch()
    {
        var training = new ReportedTraining(new TensorBoardLog(Logs)).Epoch(1);
        File.AppendAllText(Files.Single(), new string('?', 1000));

        training.Epoch(2);

        Assert.AreSequenceEqual(["brain.Event:2", "epoch 1", "epoch 2"], Words(Files.Single()));
    }

    [TestMethod]
    public void Bad_Folder_Should_Be_Refused()
    {
        Expect.Error<ArgumentNullException>(() => new TensorBoardLog(null!), "folder");
        Expect.Error<ArgumentException>(() => new TensorBoardLog(""), "folder");
    }

    private static IEnumerable<string> Words(string path) => EventReader.Read(path).Select(EventReader.Word);

    private static string Scalars(Tensorboard.Event entry) => string.Join(
        ", ",
        entry.Summary.Value.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Tag} {value.SimpleValue}")));

    private static double UnixTime() => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0;
}
