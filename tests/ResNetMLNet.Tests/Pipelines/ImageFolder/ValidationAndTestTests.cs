using System.Text.Json;
using ResNetMLNet.Pipelines.FashionMnist.Data.Drawing;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Pipelines.ImageFolder;

/// <summary>Held-out pictures are validated on, and only those that nothing was chosen by make test figures.</summary>
[TestClass]
public sealed class ValidationAndTestTests : IDisposable
{
    private readonly TemporaryFolder _data = new();
    private readonly TemporaryFolder _output = new();

    public ValidationAndTestTests() => Pictures.WriteGarments(_data.Path, perClass: 10);

    public void Dispose()
    {
        _data.Dispose();
        _output.Dispose();
    }

    [TestMethod]
    public void An_Epoch_That_Held_Out_Pictures_Chose_Should_Have_No_Test_Figures_By_Them()
    {
        var run = Train("--epochs", "2", "--keep-best");

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        using var metrics = Metrics();
        var best = metrics.RootElement.GetProperty("history")[metrics.RootElement.GetProperty("modelEpoch").GetInt32() - 1];
        Assert.AreEqual(JsonValueKind.Null, metrics.RootElement.GetProperty("testAccuracy").ValueKind);
        Assert.AreEqual(JsonValueKind.Null, metrics.RootElement.GetProperty("testLogLoss").ValueKind);
        Assert.AreEqual(0, metrics.RootElement.GetProperty("testRows").GetInt32());
        Assert.AreEqual(
            best.GetProperty("validationAccuracy").GetDouble(),
            metrics.RootElement.GetProperty("validationAccuracy").GetDouble(),
            delta: 1e-6);
        Assert.Contains("Scoring the validation images", run.Progress);
        Assert.Contains(", validation acc 0.", run.Results);
        Assert.DoesNotContain("test acc", run.Results, StringComparison.OrdinalIgnoreCase);
    }

    [TestMethod]
    public void Test_Figures_Should_Be_Those_Of_Pictures_That_Nothing_Was_Chosen_By()
    {
        using var test = new TemporaryFolder();
        Pictures.WriteGarments(test.Path, perClass: 4, DrawnFashion.Part.Test);

        var run = Train("--patience", "1", "--test", test.Path);

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        using var metrics = Metrics();
        Assert.AreEqual(24, metrics.RootElement.GetProperty("trainRows").GetInt32());
        Assert.AreEqual(12, metrics.RootElement.GetProperty("testRows").GetInt32());
        Assert.AreEqual(JsonValueKind.Number, metrics.RootElement.GetProperty("testAccuracy").ValueKind);
        Assert.AreEqual(JsonValueKind.Number, metrics.RootElement.GetProperty("validationAccuracy").ValueKind);
        Assert.Contains(", test acc 0.", run.Results);
        Assert.Contains("Validation accuracy", run.Results);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("/")]
    public void Pictures_That_Are_Trained_On_Should_Be_Refused_As_A_Test(string ending)
    {
        var run = Train("--test", _data.Path + ending);

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("error: --test is the folder of --data or --validation", run.Progress);
    }

    [TestMethod]
    public void Held_Out_Pictures_That_Vanish_While_Training_Should_Cost_Their_Figures_Only()
    {
        using var validation = new TemporaryFolder();
        Pictures.WriteGarments(validation.Path, perClass: 4, DrawnFashion.Part.Test);
        var lost = Directory.GetFiles(validation.File("Trouser")).Order().First();

        var run = Train(line => DeleteAtTheEnd(line, lost), "--validation", validation.Path);

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        Assert.Contains($"unreadable: '{lost}': it does not exist", run.Progress);
        Assert.Contains("1 of 12 validation pictures can no longer be read: the figures are those of the others.", run.Progress);
        Assert.Contains("Confusion table", run.Results);
        Assert.AreSequenceEqual(
            ["curves.png", "history.csv", "metrics.json", "model.zip", "report.html", "samples.png"], _output.FileNames);
    }

    [TestMethod]
    public void All_Held_Out_Pictures_That_Vanish_Should_Leave_Model_And_Report()
    {
        using var validation = new TemporaryFolder();
        Pictures.WriteGarments(validation.Path, perClass: 2, DrawnFashion.Part.Test);
        var lost = Directory.GetFiles(validation.Path, "*", SearchOption.AllDirectories);

        var run = Train(line => DeleteAtTheEnd(line, lost), "--validation", validation.Path);

        Assert.AreEqual(1, run.ExitCode, run.Progress);
        Assert.Contains("6 of 6 validation pictures can no longer be read", run.Progress);
        using var metrics = Metrics();
        Assert.AreEqual(JsonValueKind.Number, metrics.RootElement.GetProperty("validationAccuracy").ValueKind);
        Assert.AreSequenceEqual(
            ["curves.png", "history.csv", "metrics.json", "model.zip", "samples.png"], _output.FileNames);
    }

    private static void DeleteAtTheEnd(string line, params string[] files)
    {
        if (!line.StartsWith("epoch 1/1: loss", StringComparison.Ordinal))
            return;
        foreach (var file in files)
            File.Delete(file);
    }

    private ProgramRun Train(params string[] more) => Train(_ => { }, more);

    private ProgramRun Train(Action<string> whenWritten, params string[] more) =>
        FolderRun.Of(FolderRun.Training(_data.Path, _output.Path, more), whenWritten);

    private JsonDocument Metrics() => JsonDocument.Parse(File.ReadAllText(_output.File("metrics.json")));
}
