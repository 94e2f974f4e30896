using System.Globalization;
using System.Security.Cryptography;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Data;
using ResNetMLNet.OnnxRuntime;
using ResNetMLNet.Scoring;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Callbacks;
using ResNetMLNet.Training.Checkpoints;
using ResNetMLNet.Training.Optimization;
using ResNetMLNet.Transforms;

namespace ResNetMLNet.Tests.Training;

/// <summary>Files do not depend on how people of a country write numbers, negative ones least of all.</summary>
[TestClass]
public sealed class CultureTests
{
    private static readonly float[] _labels = [-1.5f, 0.25f, 1000];

    private static readonly Lazy<string[]> _expected = new(() => InCulture(CultureInfo.InvariantCulture, Files));

    [TestMethod]
    [DataRow("de-DE")]
    [DataRow("tr-TR")]
    [DataRow("sv-SE")]
    [DataRow("fa-IR")]
    public void Training_Saving_Exporting_And_Resuming_Should_Leave_The_Same_Bytes(string culture) =>
        Assert.AreSequenceEqual(_expected.Value, InCulture(new CultureInfo(culture), Files));

    [TestMethod]
    public void Errors_Should_Name_Negative_Numbers_As_They_Are_Written_In_Code() => InCulture(new CultureInfo("sv-SE"), () =>
    {
        var ml = new MLContext();
        using var folder = new TemporaryFolder();
        Expect.Error<ArgumentOutOfRangeException>(() => ml.Transforms.PixelsToFeatures("Features", imageHeight: -3), "imageHeight is -3");
        Expect.Error<ArgumentOutOfRangeException>(() => ml.Transforms.ImagesToFeatures("Features", imageHeight: -3), "imageHeight is -3");
        Expect.Error<ArgumentException>(() => new IdxLoader.Options { ImageHeight = -3 }.Validate(), "ImageHeight is -3");
        return true;
    });

    private static T InCulture<T>(CultureInfo culture, Func<T> work)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            return work();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string[] Files()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        var view = View(ml);
        var options = Options(folder);
        Interrupt(ml, options, view);
        options.Resume = true;
        using var model = ml.MulticlassClassification.Trainers.ResNet(options).Fit(view);
        var zip = ModelZip.Save(model);
        using var loaded = (ResNetTransformer)ml.Model.Load(new MemoryStream(zip), out _);
        loaded.SaveWeights(folder.File("weights"));
        ml.Model.SaveAsOnnx(loaded, view, folder.File("onnx"));
        return
        [
            Text("key", ModelZip.Entry(zip, "Model.key")),
            Text("network", ModelZip.Entry(zip, "Network.safetensors")),
            Text("weights", File.ReadAllBytes(folder.File("weights"))),
            Text("onnx", File.ReadAllBytes(folder.File("onnx"))),
            .. CheckpointFile.ReadState(folder.File("checkpoint.safetensors")).Definition.Values.Select(value => $"{value.Key} = {value.Value}"),
            .. File.ReadAllLines(folder.File("history.csv")).Select(line => string.Join(',', line.Split(',')[..6])),
        ];
    }

    /// <summary>A training that ends after its first epoch.</summary>
    private static void Interrupt(MLContext ml, ResNetTrainer.Options options, IDataView view)
    {
        using var stop = new CancellationTokenSource();
        options.CancellationToken = stop.Token;
        options.MetricsCallback = _ => stop.Cancel();
        ml.MulticlassClassification.Trainers.ResNet(options).Fit(view).Dispose();
        options.CancellationToken = default;
        options.MetricsCallback = null;
    }

    private static ResNetTrainer.Options Options(TemporaryFolder folder)
    {
        var options = TrainedModel.Options(epochs: 2);
        options.Set("MaxGradientNorm", "0.5");
        options.Seed = -5;
        options.LearningRateSchedule = new CosineSchedule { WarmUpEpochs = 0.5 };
        options.Augmentation = new ImageAugmentation { CropPadding = 1, CropFill = -0.25f };
        options.ValidationFraction = 0.25;
        options.CheckpointFolder = folder.Path;
        options.Callbacks = [new HistoryFile(folder.File("history.csv"))];
        return options;
    }

    private static IDataView View(MLContext ml)
    {
        var rows = SmallImages.Rows(24).Select((row, index) => new NumberedRow { Features = row.Features, Number = _labels[index % 3] });
        var view = ml.Data.LoadFromEnumerable(rows);
        return ml.Transforms.Conversion.MapValueToKey("Label", "Number").Fit(view).Transform(view);
    }

    private static string Text(string name, byte[] content) => $"{name}: {Convert.ToHexString(SHA256.HashData(content))}";

    private sealed class NumberedRow
    {
        [VectorType(SmallImages.Size, SmallImages.Size)]
        public float[] Features { get; set; } = [];

        public float Number { get; set; }
    }
}
