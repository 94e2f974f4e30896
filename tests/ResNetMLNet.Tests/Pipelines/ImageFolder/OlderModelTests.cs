using System.Text.Json;
using Microsoft.ML;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Transforms;
using SkiaSharp;

namespace ResNetMLNet.Tests.Pipelines.ImageFolder;

/// <summary>A model as version 0.1.0 wrote it: it makes keys of names, and loads pictures by ML.NET.</summary>
[TestClass]
public sealed class OlderModelTests
{
    private static TemporaryFolder _folder = null!;

    private static string Data => _folder.File("data");

    private static string Model => _folder.File("model.zip");

    [ClassInitialize]
    public static void Train(TestContext context)
    {
        _folder = new TemporaryFolder();
        Pictures.WriteGarments(Data, perClass: 3, classes: 2);
        var ml = new MLContext(seed: 1);
        var rows = Directory.GetFiles(Data, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => new Row { ImagePath = file, Label = Path.GetFileName(Path.GetDirectoryName(file)!) });
        var view = ml.Data.LoadFromEnumerable(rows.ToArray());
        using var model = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.LoadImages("Picture", imageFolder: null, "ImagePath"))
            .Append(ml.Transforms.ImagesToFeatures("Features", "Picture", 12, 12))
            .Append(ml.MulticlassClassification.Trainers.ResNet(new ResNetTrainer.Options { Epoch = 1, BatchSize = 6 }))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(view);
        ml.Model.Save(model, view.Schema, Model);
    }

    [ClassCleanup]
    public static void Delete() => _folder.Dispose();

    [TestMethod]
    public void It_Should_Be_Evaluated()
    {
        var run = FolderRun.Of("evaluate", "--model", Model, "--data", Data);

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        Assert.Contains("Trouser", run.Results);
    }

    [TestMethod]
    public void It_Should_Score_A_Picture_That_Cannot_Be_Read_As_A_Missing_One()
    {
        var scores = _folder.File("scores");
        string[] files = [Directory.GetFiles(Data, "*", SearchOption.AllDirectories)[0], _folder.File("none.png")];

        var run = FolderRun.Of(["score", "--model", Model, "--output", scores, "--format", "csv", .. files]);

        Assert.AreEqual(0, run.ExitCode, run.Progress);
        var lines = File.ReadAllLines(Path.Combine(scores, "block-000000.csv"));
        Assert.StartsWith($"0,{files[0]},T", lines[1]);
        Assert.AreEqual($"1,{files[1]},,,", lines[2]);
    }

    [TestMethod]
    public void It_Should_Be_Exported()
    {
        var run = FolderRun.Of("export", "--model", Model, "--data", Data, "--output", _folder.File("model.onnx"));

        Assert.AreEqual(0, run.ExitCode, run.Progress);
    }

    [TestMethod]
    public void It_Should_See_Pictures_As_All_Others_Do()
    {
        var sound = Directory.GetFiles(Data, "*", SearchOption.AllDirectories)[0];
        var cut = _folder.Write("cut.jpg", Pictures.Noise(SKEncodedImageFormat.Jpeg)[..^500]);

        var run = FolderRun.Of("predict", sound, cut, "--model", Model, "--json");

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains($"error: The picture '{cut}' cannot be read: it is damaged or cut short. Give", run.Progress);
        using var json = JsonDocument.Parse(run.Results);
        Assert.AreEqual(1, json.RootElement.GetArrayLength());
    }

    private sealed class Row
    {
        public string ImagePath { get; set; } = "";

        public string Label { get; set; } = "";
    }
}
