using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using ResNetMLNet.Modeling;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.FashionMnist.Data.Drawing;
using ResNetMLNet.Scoring;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms;
using SkiaSharp;

namespace ResNetMLNet.Tests.Pipelines;

/// <summary>One tiny training through the entry point, and what the other verbs make of its model.</summary>
[TestClass]
public sealed class WholeProgramTests
{
    private static readonly TemporaryFolder Data = new();
    private static readonly TemporaryFolder Output = new();
    private static ProgramRun _training = null!;

    private static string Model => Output.File("model.zip");

    [ClassInitialize]
    public static void TrainOnce(TestContext context) => _training = ProgramRun.Of(
        "train", "--data", TinyData.Write(Data), "--output", Output.Path, "--device", "cpu", "--precision", "fp32",
        "--epochs", "1", "--batch-size", "20", "--learning-rate", "0.01", "--train-rows", "40", "--test-rows", "20",
        "--widths", TrainedModel.WidthsOption);

    [ClassCleanup]
    public static void RemoveFolders()
    {
        Data.Dispose();
        Output.Dispose();
    }

    [TestMethod]
    public void Training_Should_Leave_Exactly_Its_Files()
    {
        Assert.AreEqual(0, _training.ExitCode, _training.Progress);
        Assert.AreSequenceEqual(
            ["curves.png", "history.csv", "metrics.json", "model.zip", "report.html", "samples.png"], Output.FileNames);
        var run = Directory.GetDirectories(Output.File("tensorboard")).Single();
        Assert.HasCount(1, Directory.GetFiles(run, "events.out.tfevents.*"));
    }

    [TestMethod]
    public void The_History_Should_Have_The_Epochs_Of_The_Metrics()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Output.File("metrics.json")));
        var epoch = json.RootElement.GetProperty("history")[0];

        var lines = File.ReadAllLines(Output.File("history.csv"));

        Assert.HasCount(2, lines);
        Assert.AreEqual(string.Join(',', epoch.EnumerateObject().Select(value => value.Name)), lines[0]);
        Assert.AreEqual(
            epoch.GetProperty("trainLoss").GetDouble(), double.Parse(lines[1].Split(',')[1], CultureInfo.InvariantCulture));
    }

    [TestMethod]
    public void Training_Should_Report_Results_And_Progress_On_Their_Own_Streams()
    {
        Assert.Contains("epoch 1/1: loss", _training.Progress);
        Assert.DoesNotContain("epoch 1/1", _training.Results);
        Assert.Contains("Confusion table", _training.Results);
        Assert.Contains("examples/sec on cpu", _training.Results);
        Assert.Contains($"Results are in {Output.Path}", _training.Results);
    }

    [TestMethod]
    public void The_Metrics_Should_Say_What_Was_Asked_For()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Output.File("metrics.json")));
        var metrics = json.RootElement;

        Assert.AreEqual("fashion-mnist", metrics.GetProperty("dataset").GetString());
        Assert.AreEqual("quick", metrics.GetProperty("recipe").GetString());
        Assert.AreEqual("fp32", metrics.GetProperty("precision").GetString());
        Assert.AreEqual(20, metrics.GetProperty("batchSize").GetInt32());
        Assert.AreEqual(40, metrics.GetProperty("trainRows").GetInt32());
        Assert.AreEqual(20, metrics.GetProperty("testRows").GetInt32());
        Assert.AreEqual(1, metrics.GetProperty("history").GetArrayLength());
        Assert.AreEqual(WeightsSha256(Model), metrics.GetProperty("weightsSha256").GetString());
        Assert.AreEqual(64, metrics.GetProperty("weightsSha256").GetString()!.Length);
        Assert.AreEqual("completed", metrics.GetProperty("stopReason").GetString());
        Assert.AreEqual(1, metrics.GetProperty("modelEpoch").GetInt32());
    }

    [TestMethod]
    public void Evaluate_Should_Find_The_Accuracy_That_Training_Reported()
    {
        using var metrics = JsonDocument.Parse(File.ReadAllText(Output.File("metrics.json")));

        var run = ProgramRun.Of("evaluate", "--model", Model, "--data", Data.Path, "--test-rows", "20", "--json");

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        using var json = JsonDocument.Parse(run.Results);
        Assert.AreEqual(
            metrics.RootElement.GetProperty("testAccuracy").GetDouble(),
            json.RootElement.GetProperty("accuracy").GetDouble());
        Assert.AreEqual(20, json.RootElement.GetProperty("confusionMatrix").EnumerateArray()
            .Sum(row => row.EnumerateArray().Sum(count => count.GetDouble())));
        Assert.AreEqual(10, json.RootElement.GetProperty("classes").GetArrayLength());
        Assert.AreEqual("Ankle boot", json.RootElement.GetProperty("classes")[9].GetProperty("class").GetString());
    }

    [TestMethod]
    public void Evaluate_Should_Print_Tables()
    {
        var run = ProgramRun.Of("evaluate", "--model", Model, "--data", Data.Path);

        Assert.Contains("Macro accuracy", run.Results);
        Assert.Contains("Recall", run.Results);
        Assert.Contains("│ Test images       │            30 │", run.Results);
    }

    [TestMethod]
    public void Evaluate_Should_Compare_With_Another_Model_And_Write_A_Page()
    {
        var page = Output.File("compared.html");

        var run = ProgramRun.Of("evaluate", "--model", Model, "--data", Data.Path, "--compare", Model, "--report", page);

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        Assert.MatchesRegex("Right here, wrong there +│ +0", run.Results);
        Assert.MatchesRegex("Probability of that by luck +│ 1.0000", run.Results);
        var text = File.ReadAllText(page);
        File.Delete(page);
        Assert.Contains("<h1>model.zip on fashion-mnist</h1>", text);
        Assert.Contains("Against the other model", text);
        Assert.Contains("rotation by 5 degrees", text);
        Assert.Contains("ResNet-18", text);
    }

    [TestMethod]
    public void Evaluate_Should_Not_Write_A_Page_Over_A_Model()
    {
        var run = ProgramRun.Of("evaluate", "--model", Model, "--data", Data.Path, "--report", Model);

        Assert.AreEqual(1, run.ExitCode);
        Assert.AreEqual($"error: '{Model}' is there already and is no HTML page: give another path, or delete it.", run.Progress);
        Assert.AreEqual(0, ProgramRun.Of("info", "--model", Model).ExitCode);
    }

    [TestMethod]
    public void Evaluate_Should_End_With_A_Code_Of_Its_Own_Where_A_Demand_Is_Missed()
    {
        var run = ProgramRun.Of("evaluate", "--model", Model, "--data", Data.Path, "--minimum-accuracy", "0.99");

        Assert.AreEqual(3, run.ExitCode);
        Assert.MatchesRegex(@"error: The accuracy is 0\.\d{4} \[0\.\d{4}, 0\.\d{4}\], and has to be at least 0\.99\.", run.Progress);
        Assert.Contains("Macro accuracy", run.Results);
        Assert.AreEqual(0, ProgramRun.Of("evaluate", "--model", Model, "--data", Data.Path, "--minimum-accuracy", "0.001").ExitCode);
    }

    [TestMethod]
    public void A_Model_Whose_Weights_Are_Damaged_Should_Score_Nothing()
    {
        using var folder = new TemporaryFolder();
        using var archive = ZipFile.OpenRead(Model);
        var weights = archive.Entries.Single(entry => entry.Name.EndsWith(".safetensors", StringComparison.Ordinal)).Name;
        var damaged = folder.Write("damaged.zip", ModelZip.Replace(File.ReadAllBytes(Model), weights, bytes =>
        {
            bytes.AsSpan(^4096..).Fill(0xFF);
            return bytes;
        }));

        var evaluation = ProgramRun.Of("evaluate", "--model", damaged, "--data", Data.Path);
        var prediction = ProgramRun.Of("predict", "--model", damaged, Picture(folder, "a.png", SKColors.White));

        Assert.AreEqual((1, 1), (evaluation.ExitCode, prediction.ExitCode));
        Assert.Contains("30 of 30 rows have scores that are not finite numbers", evaluation.Progress);
        Assert.Contains("a.png' are no finite numbers: it is damaged", prediction.Progress);
    }

    [TestMethod]
    public void Info_Should_Tell_What_A_Model_Is()
    {
        var run = ProgramRun.Of("info", "--model", Model, "--json");

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        using var json = JsonDocument.Parse(run.Results);
        var info = json.RootElement;
        Assert.StartsWith("ResNet-18", info.GetProperty("network").GetString());
        Assert.AreEqual("1 x 28 x 28", info.GetProperty("image").GetString());
        Assert.AreEqual("Ankle boot", info.GetProperty("classNames")[9].GetString());
        Assert.AreEqual(40, info.GetProperty("trainedBy").GetProperty("rows").GetInt32());
        Assert.AreEqual(WeightsSha256(Model), info.GetProperty("file").GetProperty("weightsSha256").GetString());
        Assert.AreEqual(new FileInfo(Model).Length, info.GetProperty("file").GetProperty("bytes").GetInt64());
        Assert.Contains("40 images, 1 epoch, seed", ProgramRun.Of("info", "--model", Model).Results);
    }

    [TestMethod]
    public void Predict_Should_Name_The_Likeliest_Classes_Of_Each_Picture_In_Order()
    {
        using var folder = new TemporaryFolder();
        string[] files = [Picture(folder, "a.png", SKColors.White), Picture(folder, "b.png", SKColors.Black)];

        var run = ProgramRun.Of("predict", "--model", Model, files[0], files[1], "--top", "4", "--json");

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        Assert.Contains($"note: '{files[0]}' has a light edge", run.Progress);
        Assert.DoesNotContain($"note: '{files[1]}'", run.Progress);
        using var json = JsonDocument.Parse(run.Results);
        Assert.AreEqual(2, json.RootElement.GetArrayLength());
        for (var i = 0; i < files.Length; i++)
        {
            Assert.AreEqual(files[i], json.RootElement[i].GetProperty("file").GetString());
            var probabilities = json.RootElement[i].GetProperty("classes").EnumerateArray()
                .Select(entry => entry.GetProperty("probability").GetSingle()).ToArray();
            Assert.HasCount(4, probabilities);
            CollectionAssert.AreEqual(probabilities.OrderDescending().ToArray(), probabilities);
        }
    }

    [TestMethod]
    public void Predict_Should_Take_The_Pictures_Of_A_Folder()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("deep"));
        string[] files = [Picture(folder, "b.png", SKColors.White), Picture(folder, Path.Combine("deep", "a.png"), SKColors.Black)];

        var run = ProgramRun.Of("predict", "--model", Model, folder.Path, "--csv", "--top", "1");

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        Assert.Contains($"note: '{files[0]}' has a light edge", run.Progress);
        Assert.EndsWith("2 pictures are scored.", run.Progress);
        Assert.AreSequenceEqual(["file", .. files], run.Results.Split('\n').Select(line => line.Split(',')[0]));
    }

    [TestMethod]
    public void Predict_Should_Lay_The_Heat_Map_Over_The_Whole_Of_A_Picture_That_Is_Not_Square()
    {
        using var folder = new TemporaryFolder();
        var file = Picture(folder, "a.png", SKColors.Gray);

        var run = ProgramRun.Of("predict", "--model", Model, file, "--explain", folder.File("why"));

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        using var picture = SKBitmap.Decode(file);
        using var explained = SKBitmap.Decode(Path.Combine(folder.File("why"), "a.heatmap.png"));
        Assert.AreEqual((picture.Width, picture.Height), (explained.Width, explained.Height));
        foreach (var (x, y) in new[] { (1, 1), (picture.Width - 2, 1), (1, picture.Height - 2), (picture.Width - 2, picture.Height - 2) })
            Assert.AreNotEqual(SKColors.Gray, explained.GetPixel(x, y), $"at {x}, {y}");
    }

    [TestMethod]
    public void Predict_Should_Refuse_A_File_That_Is_No_Picture()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("a.png", [1, 2, 3]);

        var run = ProgramRun.Of("predict", "--model", Model, file);

        Assert.AreEqual(1, run.ExitCode);
        Assert.AreEqual("", run.Results);
        Assert.EndsWith(
            $"error: The picture '{file}' cannot be read: it is in no format that is known; it has to be JPEG, PNG, WebP, GIF or BMP. Give a sound picture.", run.Progress);
    }

    [TestMethod]
    public void Predict_Should_End_When_It_Is_Cancelled()
    {
        using var folder = new TemporaryFolder();
        using var cancel = new CancellationTokenSource();

        var run = ProgramRun.Of(
            ["predict", "--model", Model, Picture(folder, "a.png", SKColors.Black)],
            whenWritten: line =>
            {
                if (line.StartsWith("Scoring the pictures", StringComparison.Ordinal))
                    cancel.Cancel();
            },
            cancellationToken: cancel.Token);

        Assert.AreEqual(2, run.ExitCode, run.Progress);
        Assert.AreEqual("", run.Results);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Export_Should_Write_A_File_That_Agrees_And_Say_So(bool includesFeaturization)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("model.onnx", [8, 2, 3]);
        string[] more = includesFeaturization ? ["--featurization"] : [];

        var run = ProgramRun.Of(["export", "--model", Model, "--output", file, "--data", Data.Path, "--rows", "20", "--json", .. more]);

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        Assert.AreSequenceEqual(["model.onnx"], folder.FileNames);
        using var json = JsonDocument.Parse(run.Results);
        Assert.AreEqual(file, json.RootElement.GetProperty("file").GetString());
        Assert.AreEqual(new FileInfo(file).Length, json.RootElement.GetProperty("sizeBytes").GetInt64());
        Assert.AreEqual("fashion-mnist", json.RootElement.GetProperty("dataset").GetString());
        Assert.AreEqual(20, json.RootElement.GetProperty("comparedRows").GetInt32());
        Assert.IsLessThan(1e-4, json.RootElement.GetProperty("greatestDifference").GetDouble());
        using var session = new InferenceSession(file);
        Assert.AreEqual(includesFeaturization ? ModelInput.Pixels.Column : "Features", session.InputNames.Single());
    }

    [TestMethod]
    public void Export_Should_Print_One_Line()
    {
        using var folder = new TemporaryFolder();

        var run = ProgramRun.Of("export", "--model", Model, "--output", folder.File("m.onnx"), "--data", Data.Path, "--rows", "2");

        Assert.MatchesRegex(
            $"^{Regex.Escape(folder.File("m.onnx"))}: [0-9,]+ bytes, opset 13; by 2 images of fashion-mnist at most [0-9.]+e-[0-9]+ from the model$",
            run.Results);
        Assert.Contains("Writing the ONNX file and comparing it with the model ...", run.Progress);
    }

    [TestMethod]
    [DataRow("none/model.onnx", "error: The folder of '{0}' does not exist: make it, or give another path.")]
    [DataRow("", "error: '{0}' is a folder: give the path of the ONNX file in it.")]
    public void Export_Should_Refuse_An_Output_That_Cannot_Be_A_File(string name, string message)
    {
        using var folder = new TemporaryFolder();

        var run = ProgramRun.Of("export", "--model", Model, "--output", folder.File(name), "--data", Data.Path);

        Assert.AreEqual(1, run.ExitCode);
        Assert.EndsWith(string.Format(CultureInfo.InvariantCulture, message, folder.File(name)), run.Progress);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_Model_That_Train_Did_Not_Write_Should_Be_Refused(bool hasNetwork)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("other.zip");
        var ml = new MLContext(seed: 1);
        var data = DrawnFashion.Load(trainRows: 10, testRows: 10).TrainSet;
        IEstimator<ITransformer> other = hasNetwork
            ? ml.Transforms.PixelsToFeatures("Features", ModelInput.Pixels.Column, imageHeight: 8, imageWidth: 8)
                .Append(ml.Transforms.ResNetFeaturizer("Seen", "Features", TrainedModel.Shared))
            : ml.Transforms.CopyColumns("Copy", ModelInput.Pixels.Column);
        ml.Model.Save(other.Fit(data), data.Schema, file);

        var run = ProgramRun.Of("evaluate", "--model", file);

        Assert.AreEqual(1, run.ExitCode);
        Assert.EndsWith(
            $"error: '{file}' is an ML.NET model, but not one that 'train' wrote: give the model.zip of a training.",
            run.Progress);
    }

    [TestMethod]
    public void A_Model_That_Is_Cut_Short_Should_Be_Refused()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("model.zip", File.ReadAllBytes(Model)[..^1000]);

        var run = ProgramRun.Of("evaluate", "--model", file);

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("it is no zip archive, or one that is cut short.", run.Progress);
    }

    [TestMethod]
    public void A_Training_With_The_Small_Stem_Should_Write_A_Model_That_Has_It()
    {
        using var folder = new TemporaryFolder();

        var run = ProgramRun.Of(
            "train", "--data", Data.Path, "--output", folder.Path, "--device", "cpu", "--precision", "fp32",
            "--stem", "small", "--image-size", "12", "--epochs", "1", "--batch-size", "20", "--learning-rate", "0.01");

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        Assert.Contains("with --image-size 12, --stem small, --precision fp32, --epochs 1, --batch-size 20", run.Progress);
        using var model = (TransformerChain<ITransformer>)new MLContext().Model.Load(folder.File("model.zip"), out _);
        Assert.AreEqual(ResNetStem.Small, model.OfType<ResNetTransformer>().Single().Model.Description.Stem);
    }

    [TestMethod]
    public void A_Training_That_Diverges_At_Once_Should_Write_Nothing_And_Name_The_Remedy()
    {
        using var folder = new TemporaryFolder();

        var run = ProgramRun.Of(
            "train", "--data", Data.Path, "--output", folder.Path, "--device", "cpu", "--precision", "fp32",
            "--recipe", "d2l", "--image-size", "28", "--epochs", "2", "--batch-size", "20", "--learning-rate", "100");

        Assert.AreEqual(1, run.ExitCode);
        Assert.IsEmpty(folder.FileNames);
        Assert.Contains("error: The training diverged:", run.Progress);
        Assert.Contains("Lower --learning-rate", run.Progress);
    }

    private static string WeightsSha256(string model)
    {
        using var stream = File.OpenRead(model);
        return ModelFile.WeightsSha256(stream);
    }

    private static string Picture(TemporaryFolder folder, string name, SKColor color)
    {
        using var bitmap = new SKBitmap(100, 80);
        bitmap.Erase(color);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
        return folder.Write(name, data.ToArray());
    }
}
