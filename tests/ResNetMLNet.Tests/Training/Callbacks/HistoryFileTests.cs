using System.Globalization;
using System.Text.Json;
using ResNetMLNet.History;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Callbacks;
using ResNetMLNet.Training.Images;
using ResNetMLNet.Transforms.Featurization;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Training.Callbacks;

[TestClass]
public sealed class HistoryFileTests : IDisposable
{
    private const string Header =
        "epoch,trainLoss,trainAccuracy,validationLoss,validationAccuracy,learningRate,seconds,imagesPerSecond\r\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Csv_Should_Have_A_Header_And_A_Line_An_Epoch()
    {
        var path = _folder.File("history.csv");
        var training = new ReportedTraining(new HistoryFile(path));
        Assert.IsFalse(File.Exists(path), "there is nothing to tell yet");

        training.Epoch(new EpochMetrics(1, 0.1 + 0.2, 0.5, 2.25, 0.75, 1e-7, 12.5, 4800));
        training.Epoch(new EpochMetrics(2, double.NaN, 1, null, null, 0.2, 12, double.PositiveInfinity));
        training.End();

        Assert.AreEqual(
            Header
            + "1,0.30000000000000004,0.5,2.25,0.75,1E-07,12.5,4800\r\n"
            + "2,NaN,1,,,0.2,12,Infinity\r\n",
            File.ReadAllText(path));
        Assert.AreSequenceEqual(["history.csv"], _folder.FileNames);
    }

    [TestMethod]
    public void JsonLines_Should_Have_An_Object_An_Epoch()
    {
        var path = _folder.File("history.jsonl");
        var training = new ReportedTraining(new HistoryFile(path));

        training.Epoch(new EpochMetrics(1, 0.1 + 0.2, 0.5, null, null, 1e-7, 12.5, 4800));
        training.Epoch(new EpochMetrics(2, 1, 0, double.NegativeInfinity, double.NaN, 0.2, 12, 1));

        const string first =
            """{"epoch":1,"trainLoss":0.30000000000000004,"trainAccuracy":0.5,"validationLoss":null,"validationAccuracy":null,"learningRate":1E-07,"seconds":12.5,"imagesPerSecond":4800}""";
        const string second =
            """{"epoch":2,"trainLoss":1,"trainAccuracy":0,"validationLoss":"-Infinity","validationAccuracy":"NaN","learningRate":0.2,"seconds":12,"imagesPerSecond":1}""";
        Assert.AreEqual($"{first}\n{second}\n", File.ReadAllText(path));
        foreach (var line in File.ReadLines(path))
            JsonDocument.Parse(line).Dispose();
    }

    [TestMethod]
    public void Numbers_Should_Not_Depend_On_The_Culture()
    {
        var culture = CultureInfo.CurrentCulture;
        var path = _folder.File("history.csv");
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE") { NumberFormat = { NaNSymbol = "keine Zahl" } };
            new ReportedTraining(new HistoryFile(path)).Epoch(new EpochMetrics(1, 1.5, 0.5, double.NaN, 0.5, 0.1, 1234.5, 2.5));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        Assert.AreEqual(Header + "1,1.5,0.5,NaN,0.5,0.1,1234.5,2.5\r\n", File.ReadAllText(path));
    }

    [TestMethod]
    public void Resumed_Training_Should_Write_The_Epochs_Before_At_Once()
    {
        var path = _folder.Write("history.csv", "of a training that was killed later"u8.ToArray());

        var training = new ReportedTraining(new HistoryFile(path), ReportedTraining.Row(1), ReportedTraining.Row(2));
        Assert.AreSequenceEqual(["epoch", "1", "2"], Epochs(path));

        training.Epoch(3);
        Assert.AreSequenceEqual(["epoch", "1", "2", "3"], Epochs(path));
    }

    [TestMethod]
    public void Earlier_File_Should_Stay_Until_There_Is_A_New_One()
    {
        var path = _folder.Write("history.csv", "earlier"u8.ToArray());

        new ReportedTraining(new HistoryFile(path)).End();

        Assert.AreEqual("earlier", File.ReadAllText(path));
    }

    [TestMethod]
    public void Trainings_One_After_Another_Should_Not_Mix()
    {
        var path = _folder.File("HISTORY.CSV");
        var callback = new HistoryFile(path);

        new ReportedTraining(callback).Epoch(1).Epoch(2).End();
        new ReportedTraining(callback).Epoch(1).End();

        Assert.AreSequenceEqual(["epoch", "1"], Epochs(path));
    }

    [TestMethod]
    public void Outage_Should_Give_One_Warning_And_Lose_Nothing()
    {
        var blocked = _folder.File("logs");
        var path = Path.Combine(blocked, "history.csv");
        var training = new ReportedTraining(new HistoryFile(path));

        Block(blocked);
        training.Epoch(1).Epoch(2);
        var warning = training.Warnings.Single();
        Assert.StartsWith($"The history file '{path}' cannot be written: ", warning);
        Assert.Contains("already exists. The training goes on", warning, "the cause");

        File.Delete(blocked);
        training.Epoch(3);
        Assert.AreSequenceEqual(["epoch", "1", "2", "3"], Epochs(path));
        Assert.HasCount(1, training.Warnings);

        Directory.Delete(blocked, recursive: true);
        Block(blocked);
        training.Epoch(4);
        Assert.HasCount(2, training.Warnings, "another outage");

        File.Delete(blocked);
        training.End();
        Assert.AreSequenceEqual(["epoch", "1", "2", "3", "4"], Epochs(path));
    }

    [TestMethod]
    public void Outages_Should_Be_Told_To_Each_Training()
    {
        Block(_folder.File("logs"));
        var callback = new HistoryFile(Path.Combine(_folder.File("logs"), "history.csv"));

        var first = new ReportedTraining(callback).Epoch(1);
        var second = new ReportedTraining(callback).Epoch(1);

        Assert.HasCount(1, first.Warnings);
        Assert.HasCount(1, second.Warnings);
    }

    [TestMethod]
    public void Loop_Should_Leave_Its_History_In_The_File()
    {
        using var network = nn.Sequential(nn.Flatten(), nn.Linear(2, 2));
        var images = new ImageSet(new ImageShape(1, 1, 2));
        for (var row = 0; row < 4; row++)
            images.Add(label: row % 2).Fill(row);
        var path = _folder.File("history.jsonl");

        var run = LoopRig.Run(
            network, new ResNetTrainer.Options { Epoch = 2, BatchSize = 2 }, images, callback: new HistoryFile(path));

        var read = File.ReadLines(path).Select(line => JsonSerializer.Deserialize<EpochMetrics>(line, JsonSerializerOptions.Web));
        Assert.AreSequenceEqual(run.History, read);
    }

    [TestMethod]
    public void Bad_Path_Should_Be_Refused()
    {
        Expect.Error<ArgumentNullException>(() => new HistoryFile(null!), "path");
        Expect.Error<ArgumentException>(() => new HistoryFile(" "), "path");
        Expect.Error<ArgumentException>(() => new HistoryFile("history.txt"), "'history.txt'", ".csv or .jsonl");
        Expect.Error<ArgumentException>(() => new HistoryFile("csv"), "'csv'", ".csv or .jsonl");
    }

    /// <summary>Puts a file into the folder's place, which stops even the superuser.</summary>
    private static void Block(string folder) => File.WriteAllText(folder, "in the way");

    private static IEnumerable<string> Epochs(string path) => File.ReadLines(path).Select(line => line.Split(',')[0]);
}
