using System.Globalization;
using System.Text.Json;
using ResNetMLNet.Tests.Pipelines.ImageFolder;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Pipelines;

/// <summary>A tiny training of each program with <c>--calibrate</c>, and what the other verbs make of its model.</summary>
[TestClass]
public sealed class CalibratedModelTests
{
    private static readonly TemporaryFolder Garments = new();
    private static readonly TemporaryFolder Pictures = new();
    private static readonly TemporaryFolder OfGarments = new();
    private static readonly TemporaryFolder OfPictures = new();
    private static ProgramRun _garments = null!;
    private static ProgramRun _pictures = null!;

    [ClassInitialize]
    public static void TrainOnce(TestContext context)
    {
        ImageFolder.Pictures.WriteGarments(Pictures.Path, perClass: 10);
        _garments = ProgramRun.Of(
            "train", "--data", TinyData.Write(Garments), "--output", OfGarments.Path, "--device", "cpu", "--precision", "fp32",
            "--epochs", "1", "--batch-size", "20", "--learning-rate", "0.01", "--image-size", "12", "--widths", TrainedModel.WidthsOption,
            "--validation-fraction", "0.4", "--calibrate");
        _pictures = FolderRun.Of(FolderRun.Training(
            Pictures.Path, OfPictures.Path, "--validation-fraction", "0.4", "--calibrate"));
    }

    [ClassCleanup]
    public static void RemoveFolders()
    {
        Garments.Dispose();
        Pictures.Dispose();
        OfGarments.Dispose();
        OfPictures.Dispose();
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Training_Should_Fit_A_Temperature_On_The_Images_That_Were_Held_Out(bool isFolder)
    {
        var run = isFolder ? _pictures : _garments;
        using var metrics = JsonDocument.Parse(File.ReadAllText(Output(isFolder).File("metrics.json")));

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        Assert.IsGreaterThan(0, metrics.RootElement.GetProperty("temperature").GetDouble());
        var heldOut = metrics.RootElement.GetProperty("history")[0].GetProperty("validationLoss").GetDouble();
        Assert.MatchesRegex(
            string.Create(CultureInfo.InvariantCulture, $@"Log loss without it, with it │ +{heldOut:F4}, [0-9.]+ │"), run.Results);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Evaluate_Should_Tell_How_Many_Are_Answered_And_How_Well(bool isFolder)
    {
        var all = Evaluate(isFolder).RootElement;
        var answered = Evaluate(isFolder, "--reject-below", "0.0001").RootElement;
        var none = Evaluate(isFolder, "--reject-below", "0.999999").RootElement;

        Assert.AreEqual(JsonValueKind.Null, all.GetProperty("answeredShare").ValueKind);
        Assert.AreEqual(1, answered.GetProperty("answeredShare").GetDouble());
        Assert.AreEqual(all.GetProperty("accuracy").GetDouble(), answered.GetProperty("answeredAccuracy").GetDouble());
        Assert.AreEqual(0, none.GetProperty("answeredShare").GetDouble());
        Assert.AreEqual(JsonValueKind.Null, none.GetProperty("answeredAccuracy").ValueKind);
        Assert.AreEqual(all.GetProperty("accuracy").GetDouble(), none.GetProperty("accuracy").GetDouble());
    }

    [TestMethod]
    public void Evaluate_Should_Show_The_Answers_In_Its_Table()
    {
        Assert.MatchesRegex(@"│ Share answered      │ +0\.0000 │ +│\n│ Accuracy among them │ +- │", Table("0.999999"));
        Assert.MatchesRegex(@"│ Share answered      │ +1\.0000 │ +│\n│ Accuracy among them │ +0\.", Table("0.0001"));
    }

    [TestMethod]
    public void Predict_Should_Say_That_It_Is_Not_Sure()
    {
        string[] arguments = ["predict", "--model", OfPictures.File("model.zip"), .. PictureFiles.Take(2)];

        var table = FolderRun.Of([.. arguments, "--reject-below", "0.999999"]).Results;
        using var unsure = JsonDocument.Parse(FolderRun.Of([.. arguments, "--reject-below", "0.999999", "--json"]).Results);
        using var sure = JsonDocument.Parse(FolderRun.Of([.. arguments, "--json"]).Results);

        Assert.HasCount(3, table.Split("(not sure)"));
        Assert.AreEqual(JsonValueKind.Null, unsure.RootElement[1].GetProperty("label").ValueKind);
        Assert.AreEqual(3, unsure.RootElement[1].GetProperty("classes").GetArrayLength());
        Assert.AreEqual(
            sure.RootElement[1].GetProperty("classes")[0].GetProperty("class").GetString(), sure.RootElement[1].GetProperty("label").GetString());
    }

    [TestMethod]
    [DataRow("0")]
    [DataRow("1")]
    [DataRow("sure")]
    public void A_Threshold_That_Is_No_Share_Should_Be_Refused(string threshold)
    {
        var run = FolderRun.Of("predict", "--model", OfPictures.File("model.zip"), PictureFiles[0], "--reject-below", threshold);

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains($"--reject-below is '{threshold}'; it must be a number above 0 and below 1.", run.Progress);
    }

    [TestMethod]
    public void A_Temperature_By_The_Test_Images_Should_Be_Refused()
    {
        var run = ProgramRun.Of("train", "--data", Garments.Path, "--output", OfGarments.Path, "--calibrate");

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("--calibrate fits a temperature, and by the test images it would flatter the result: give --validation-fraction", run.Progress);
    }

    [TestMethod]
    public void Too_Few_Held_Out_Images_Should_Be_Refused_Before_The_Training()
    {
        using var output = new TemporaryFolder();

        var run = FolderRun.Of(FolderRun.Training(Pictures.Path, output.Path, "--validation-fraction", "0.1", "--calibrate"));

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("--calibrate needs at least 10 held-out images, and there are 3: hold out more, or leave it out.", run.Progress);
        Assert.DoesNotContain("epoch 1/1", run.Progress);
    }

    [TestMethod]
    public void A_Temperature_That_Cannot_Be_Fitted_Should_Not_Cost_The_Model()
    {
        using var validation = new TemporaryFolder();
        using var test = new TemporaryFolder();
        using var output = new TemporaryFolder();
        ImageFolder.Pictures.WriteGarments(validation.Path, perClass: 4);
        ImageFolder.Pictures.WriteGarments(test.Path, perClass: 1);
        var lost = Directory.GetFiles(validation.Path, "*", SearchOption.AllDirectories)[0];

        var run = FolderRun.Of(
            FolderRun.Training(Pictures.Path, output.Path, "--validation", validation.Path, "--test", test.Path, "--calibrate"),
            whenWritten: line =>
            {
                if (line.StartsWith("epoch 1/1", StringComparison.Ordinal))
                    File.Delete(lost);
            });

        Assert.AreEqual(1, run.ExitCode, run.Progress);
        Assert.Contains("error: The model is not calibrated: ", run.Progress);
        Assert.Contains(Path.GetFileName(lost), run.Progress);
        Assert.Contains("model.zip", output.FileNames);
        Assert.DoesNotContain("Temperature", run.Results);
    }

    [TestMethod]
    public void A_Training_That_Is_Stopped_Should_Leave_Its_Model_Without_A_Temperature()
    {
        using var output = new TemporaryFolder();
        using var cancel = new CancellationTokenSource();

        var run = FolderRun.Of(
            FolderRun.Training(Pictures.Path, output.Path, "--validation-fraction", "0.4", "--epochs", "3", "--calibrate"),
            whenWritten: line =>
            {
                if (line.StartsWith("epoch 1/3", StringComparison.Ordinal))
                    cancel.Cancel();
            },
            cancel.Token);

        Assert.AreEqual(2, run.ExitCode, run.Progress);
        Assert.Contains("The model has no temperature: after Ctrl+C there is no time to fit one.", run.Progress);
        Assert.Contains("model.zip", output.FileNames);
    }

    private static string[] PictureFiles => Directory.GetFiles(Pictures.Path, "*", SearchOption.AllDirectories);

    [TestMethod]
    public void A_Model_Of_Other_Classes_Should_Not_Be_Compared()
    {
        using var folder = new TemporaryFolder();
        ImageFolder.Pictures.WriteGarments(folder.File("data"), perClass: 4, classes: 2);
        FolderRun.Of(FolderRun.Training(folder.File("data"), folder.File("two")));

        var run = FolderRun.Of(
            "evaluate", "--model", OfPictures.File("model.zip"), "--data", Pictures.Path, "--compare", folder.File("two/model.zip"));

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("error: The model of --compare tells other classes apart: ", run.Progress);
        Assert.DoesNotContain("Looking for pictures", run.Progress);
    }

    private static TemporaryFolder Output(bool isFolder) => isFolder ? OfPictures : OfGarments;

    private static JsonDocument Evaluate(bool isFolder, params string[] more)
    {
        string[] arguments = ["evaluate", "--model", Output(isFolder).File("model.zip"), "--data", (isFolder ? Pictures : Garments).Path, "--json", .. more];
        var run = isFolder ? FolderRun.Of(arguments) : ProgramRun.Of(arguments);
        Assert.AreEqual(0, run.ExitCode, run.Progress);
        return JsonDocument.Parse(run.Results);
    }

    private static string Table(string threshold) => FolderRun.Of(
        "evaluate", "--model", OfPictures.File("model.zip"), "--data", Pictures.Path, "--reject-below", threshold).Results;
}
