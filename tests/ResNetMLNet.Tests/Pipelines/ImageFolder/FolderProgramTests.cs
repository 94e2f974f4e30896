using System.Text.Json;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.FashionMnist.Data.Drawing;
using ResNetMLNet.Tests.Utilities;
using SkiaSharp;

namespace ResNetMLNet.Tests.Pipelines.ImageFolder;

/// <summary>One tiny training on a folder of pictures through the entry point, and what the other verbs make of it.</summary>
[TestClass]
public sealed class FolderProgramTests
{
    private static readonly TemporaryFolder Data = new();
    private static readonly TemporaryFolder Test = new();
    private static readonly TemporaryFolder Output = new();
    private static ProgramRun _training = null!;

    private static string Model => Output.File("model.zip");

    [ClassInitialize]
    public static void TrainOnce(TestContext context)
    {
        Pictures.WriteGarments(Data.Path, perClass: 10);
        Pictures.WriteGarments(Test.Path, perClass: 4, DrawnFashion.Part.Test);
        _training = FolderRun.Of(FolderRun.Training(
            Data.Path, Output.Path, "--test", Test.Path, "--validation-fraction", "0.4", "--epochs", "2"));
    }

    [ClassCleanup]
    public static void RemoveFolders()
    {
        Data.Dispose();
        Test.Dispose();
        Output.Dispose();
    }

    [TestMethod]
    public void Training_Should_Leave_The_Files_That_All_Programs_Do()
    {
        Assert.AreEqual(0, _training.ExitCode, _training.Progress);
        Assert.AreSequenceEqual(
            ["curves.png", "history.csv", "metrics.json", "model.zip", "report.html", "samples.png"], Output.FileNames);
        Assert.Contains($"30 pictures of 3 classes in {Data.Path}", _training.Progress);
        Assert.Contains("epoch 2/2: loss", _training.Progress);
        Assert.Contains(", validation acc ", _training.Progress);
        Assert.Contains($"Results are in {Output.Path}", _training.Results);
    }

    [TestMethod]
    public void The_Metrics_Should_Say_What_Was_Asked_For()
    {
        using var json = Metrics(Output);
        var metrics = json.RootElement;

        Assert.AreEqual(Path.GetFileName(Data.Path), metrics.GetProperty("dataset").GetString());
        Assert.AreEqual("scratch", metrics.GetProperty("recipe").GetString());
        Assert.AreEqual(12, metrics.GetProperty("imageSize").GetInt32());
        Assert.AreEqual(18, metrics.GetProperty("trainRows").GetInt32());
        Assert.AreEqual(12, metrics.GetProperty("testRows").GetInt32());
        Assert.AreEqual(JsonValueKind.Number, metrics.GetProperty("validationAccuracy").ValueKind);
        Assert.AreEqual(2, metrics.GetProperty("history").GetArrayLength());
        Assert.AreEqual(WeightsSha256(Model), metrics.GetProperty("weightsSha256").GetString());
    }

    [TestMethod]
    public void Evaluate_Should_Find_The_Accuracy_That_Training_Reported()
    {
        using var metrics = Metrics(Output);

        var run = FolderRun.Of("evaluate", "--model", Model, "--data", Test.Path, "--json");

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        using var json = JsonDocument.Parse(run.Results);
        Assert.AreEqual(
            metrics.RootElement.GetProperty("testAccuracy").GetDouble(),
            json.RootElement.GetProperty("accuracy").GetDouble());
        Assert.AreSequenceEqual(
            ["Pullover", "T-shirt-top", "Trouser"],
            json.RootElement.GetProperty("classes").EnumerateArray().Select(entry => entry.GetProperty("class").GetString()));
    }

    [TestMethod]
    public void Evaluate_Should_Take_A_Folder_With_Some_Of_The_Classes()
    {
        using var folder = new TemporaryFolder();
        Pictures.WriteGarments(folder.Path, perClass: 2, classes: 1);

        var run = FolderRun.Of("evaluate", "--model", Model, "--data", folder.Path);

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        Assert.Contains("Trouser", run.Results);
    }

    [TestMethod]
    public void Evaluate_Should_Refuse_Classes_That_The_Model_Does_Not_Know()
    {
        using var folder = new TemporaryFolder();
        Pictures.WriteGarments(folder.Path, perClass: 1, classes: 4);

        var run = FolderRun.Of("evaluate", "--model", Model, "--data", folder.Path);

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("has classes that are not known: 'Dress'. Known are 'Pullover',", run.Progress);
    }

    [TestMethod]
    public void Predict_Should_Score_What_Can_Be_Read_And_List_The_Rest()
    {
        using var folder = new TemporaryFolder();
        var bad = folder.Write("bad.png", [1, 2, 3]);
        var good = Directory.GetFiles(Path.Combine(Data.Path, "Trouser")).Order().First();

        var run = FolderRun.Of("predict", "--model", Model, bad, good, folder.File("none.png"), "--top", "2", "--json");

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains($"error: The picture '{bad}' cannot be read: it is in no format that is known; it has to be JPEG, PNG, WebP, GIF or BMP.", run.Progress);
        Assert.EndsWith($"error: The picture '{folder.File("none.png")}' cannot be read: it does not exist. Give a sound picture.", run.Progress);
        using var json = JsonDocument.Parse(run.Results);
        Assert.AreEqual(1, json.RootElement.GetArrayLength());
        Assert.AreEqual(good, json.RootElement[0].GetProperty("file").GetString());
        Assert.AreEqual(2, json.RootElement[0].GetProperty("classes").GetArrayLength());
    }

    [TestMethod]
    public void Predict_Should_Print_A_Table_And_Be_Done_When_All_Can_Be_Read()
    {
        var run = FolderRun.Of(["predict", "--model", Model, .. Directory.GetFiles(Path.Combine(Data.Path, "Trouser"))]);

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        Assert.Contains("Probability", run.Results);
    }

    [TestMethod]
    public void Predict_Should_End_When_It_Is_Cancelled()
    {
        using var cancel = new CancellationTokenSource();

        var run = FolderRun.Of(
            ["predict", "--model", Model, .. Directory.GetFiles(Path.Combine(Data.Path, "Trouser"))],
            whenWritten: line =>
            {
                if (line.StartsWith("Scoring the pictures", StringComparison.Ordinal))
                    cancel.Cancel();
            },
            cancel.Token);

        Assert.AreEqual(2, run.ExitCode, run.Progress);
        Assert.AreEqual("", run.Results);
    }

    [TestMethod]
    public void Predict_Should_Explain_Pictures_In_Their_Own_Size_And_Replace_None()
    {
        using var folder = new TemporaryFolder();
        var bad = folder.Write("bad.png", [1, 2, 3]);
        var first = folder.Write("one.webp", Pictures.Noise(SKEncodedImageFormat.Webp));
        Directory.CreateDirectory(folder.File("more"));
        var second = folder.Write(Path.Combine("more", "one.png"), Pictures.Noise(SKEncodedImageFormat.Png));
        string[] args = ["predict", "--model", Model, first, bad, second, "--explain", folder.File("why")];

        var run = FolderRun.Of(args);
        var again = FolderRun.Of(args);

        Assert.AreEqual(1, run.ExitCode, run.Progress);
        Assert.Contains("Probability", run.Results);
        Assert.AreSequenceEqual(
            ["one-2.heatmap.png", "one.heatmap.png"],
            Directory.GetFiles(folder.File("why")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        using var picture = SKBitmap.Decode(second);
        using var explained = SKBitmap.Decode(Path.Combine(folder.File("why"), "one-2.heatmap.png"));
        Assert.AreEqual((picture.Width, picture.Height), (explained.Width, explained.Height));
        var (x, y) = (picture.Width / 2, picture.Height / 2);
        Assert.AreNotEqual(picture.GetPixel(x, y), explained.GetPixel(x, y));
        Assert.AreEqual(1, again.ExitCode);
        Assert.AreEqual("", again.Results);
        Assert.Contains("one.heatmap.png' is there already, and is not replaced: remove it, or choose another folder with --explain.", again.Progress);
    }

    [TestMethod]
    public void Explaining_Should_End_When_It_Is_Cancelled()
    {
        using var folder = new TemporaryFolder();
        using var cancel = new CancellationTokenSource();

        var run = FolderRun.Of(
            ["predict", "--model", Model, "--explain", folder.Path, .. Directory.GetFiles(Path.Combine(Data.Path, "Trouser"))],
            whenWritten: line =>
            {
                if (line.StartsWith("Explaining the pictures", StringComparison.Ordinal))
                    cancel.Cancel();
            },
            cancel.Token);

        Assert.AreEqual(2, run.ExitCode, run.Progress);
        Assert.AreEqual("", run.Results);
        Assert.IsEmpty(folder.FileNames);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Export_Should_Compare_By_Pictures_Of_All_Classes(bool includesFeaturization)
    {
        using var folder = new TemporaryFolder();
        string[] more = includesFeaturization ? ["--featurization"] : [];

        var run = FolderRun.Of(
            ["export", "--model", Model, "--output", folder.File("model.onnx"), "--data", Test.Path, "--rows", "6", "--json", .. more]);

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        Assert.Contains("6 pictures of 3 classes", run.Progress);
        using var json = JsonDocument.Parse(run.Results);
        Assert.AreEqual(6, json.RootElement.GetProperty("comparedRows").GetInt32());
        Assert.AreSequenceEqual(["model.onnx"], folder.FileNames);
    }

    [TestMethod]
    public void Export_Should_Compare_By_The_Next_Picture_If_One_Cannot_Be_Read()
    {
        using var folder = new TemporaryFolder();
        Pictures.WriteGarments(folder.Path, perClass: 2);
        var bad = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        File.WriteAllBytes(bad, Pictures.Noise(SKEncodedImageFormat.Png)[..500]);

        var run = FolderRun.Of(
            "export", "--model", Model, "--output", folder.File("model.onnx"), "--data", folder.Path, "--rows", "1");

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        Assert.Contains($"unreadable: '{bad}': it is damaged or cut short", run.Progress);
        Assert.Contains("by 1 images of", run.Results);
    }

    [TestMethod]
    public void The_Other_Program_Should_Say_Whose_Model_It_Is()
    {
        var run = ProgramRun.Of("evaluate", "--model", Model);

        Assert.AreEqual(1, run.ExitCode);
        Assert.EndsWith(
            $"error: '{Model}' is a model of the program ImageFolder, not of this one: give it to pipelines/ImageFolder.", run.Progress);
    }

    [TestMethod]
    public void A_Training_With_The_Same_Seed_Should_Come_To_The_Same_Weights()
    {
        using var first = new TemporaryFolder();
        using var second = new TemporaryFolder();

        FolderRun.Of(FolderRun.Training(Data.Path, first.Path));
        FolderRun.Of(FolderRun.Training(Data.Path, second.Path));

        using var metrics = Metrics(first);
        Assert.AreEqual(24, metrics.RootElement.GetProperty("trainRows").GetInt32(), "0.2 of each class are held out");
        Assert.AreEqual(WeightsSha256(first.File("model.zip")), WeightsSha256(second.File("model.zip")));
    }

    private static string WeightsSha256(string model)
    {
        using var stream = File.OpenRead(model);
        return ModelFile.WeightsSha256(stream);
    }

    private static JsonDocument Metrics(TemporaryFolder output) =>
        JsonDocument.Parse(File.ReadAllText(output.File("metrics.json")));
}
