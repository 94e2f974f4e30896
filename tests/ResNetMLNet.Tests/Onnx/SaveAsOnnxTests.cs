using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using Microsoft.ML.Transforms.Onnx;
using ResNetMLNet.Modeling;
using ResNetMLNet.OnnxRuntime;
using ResNetMLNet.OnnxRuntime.Export;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms;
using ResNetMLNet.Transforms.Pictures;
using TorchSharp;

namespace ResNetMLNet.Tests.Onnx;

[TestClass]
public sealed class SaveAsOnnxTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("model.onnx");

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_Model_Should_Be_Written_With_All_That_It_Tells_About_Itself()
    {
        var rows = new List<int>();
        var view = SmallImages.Load(_ml, 40, seed: 2);

        var result = _ml.Model.SaveAsOnnx(
            TrainedModel.Shared, view, Path, new OnnxExportOptions { ComparedRows = 35, ProgressCallback = rows.Add });

        Assert.AreEqual((Path, new FileInfo(Path).Length, 13, 35), (result.Path, result.Size, result.OperatorSet, result.ComparedRows));
        Assert.IsLessThan(1e-5f, result.GreatestDifference);
        Assert.IsGreaterThan(0, result.GreatestDifference);
        Assert.AreSequenceEqual([1, 33, 35], rows);
        Assert.AreSequenceEqual(["model.onnx"], _folder.FileNames);
        using var session = OnnxRun.Session(File.ReadAllBytes(Path));
        Assert.AreSequenceEqual([-1, 1, 8, 8], session.InputMetadata["Features"].Dimensions);
        Assert.AreSequenceEqual([-1, 3], session.OutputMetadata["Score"].Dimensions);
        var metadata = session.ModelMetadata.CustomMetadataMap;
        Assert.AreSequenceEqual(
            [
                "architecture=ResNet18", """classes=["top","middle","bottom"]""", "image=[1,8,8]", "inputColumn=Features", "layout=D2L",
                "outputColumn=Score", "preActivation=false", "stem=Standard", "version=0.1.0", "widths=[8,16,32,64]",
            ],
            metadata.Select(entry => $"{entry.Key}={entry.Value}").Order(StringComparer.Ordinal));
        Assert.AreEqual("ResNetMLNet", session.ModelMetadata.ProducerName);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_Chain_However_Deep_Should_Be_Written_And_Read_By_ML_NET(bool isNested)
    {
        var view = Bytes(20);
        IEstimator<ITransformer> network = _ml.MulticlassClassification.Trainers.ResNet(TrainedModel.Options(epochs: 2));
        var name = _ml.Transforms.Conversion.MapKeyToValue("PredictedLabel");
        var pixels = _ml.Transforms.PixelsToFeatures("Features", "Pixels", 12, 12, mean: [0.5f]);
        IEstimator<ITransformer> pipeline = isNested ? pixels.Append(network.Append(name)) : pixels.Append(network).Append(name);
        var model = pipeline.Fit(view);
        using var owner = (IDisposable)model;

        _ml.Model.SaveAsOnnx(model, view, Path, new OnnxExportOptions { IncludeFeaturization = true });

        using var onnx = Apply(view, "Pixels", "Score");
        AssertClose(Vectors(model.Transform(view), "Score"), Vectors(onnx.Transform(view), "Score"));
        using var session = OnnxRun.Session(File.ReadAllBytes(Path));
        Assert.AreSequenceEqual([-1, 8, 8], session.InputMetadata["Pixels"].Dimensions);
        Assert.AreEqual(typeof(byte), session.InputMetadata["Pixels"].ElementType);
        Assert.AreEqual(
            """{"kind":"pixels","scale":0.003921569,"mean":[0.5],"standardDeviation":[1]}""",
            session.ModelMetadata.CustomMetadataMap["featurization"]);
    }

    [TestMethod]
    public void Features_Should_Go_In_Unless_The_Featurization_Is_Asked_For()
    {
        var view = Bytes(20);
        using var model = _ml.Transforms.PixelsToFeatures("Features", "Pixels", 12, 12)
            .Append(_ml.MulticlassClassification.Trainers.ResNet(TrainedModel.Options(epochs: 1))).Fit(view);

        _ml.Model.SaveAsOnnx(model, view, Path);

        var features = model.First().Transform(view);
        using var onnx = Apply(features, "Features", "Score");
        AssertClose(Vectors(model.Transform(view), "Score"), Vectors(onnx.Transform(features), "Score"));
    }

    [TestMethod]
    public void The_Temperature_Behind_A_Network_Should_Be_Written_And_A_Threshold_Be_Told()
    {
        var view = SmallImages.LoadMislabelled(_ml, 40, seed: 2);
        var scored = TrainedModel.Shared.Transform(view);
        var calibrator = _ml.MulticlassClassification.TemperatureCalibrator().Fit(scored);
        var rejection = _ml.MulticlassClassification.RejectBelow(0.625f).Fit(scored);
        var model = new TransformerChain<ITransformer>(TrainedModel.Shared, calibrator, rejection);

        _ml.Model.SaveAsOnnx(model, view, Path);

        using var onnx = Apply(view, "Features", "Score");
        AssertClose(Vectors(model.Transform(view), "Score"), Vectors(onnx.Transform(view), "Score"));
        using var session = OnnxRun.Session(File.ReadAllBytes(Path));
        Assert.AreEqual("0.625", session.ModelMetadata.CustomMetadataMap["rejectBelow"]);
        Assert.IsGreaterThan(1.5, calibrator.Temperature);
    }

    [TestMethod]
    public void A_Featurizer_Should_Be_Written_Under_The_Name_Of_Its_Column()
    {
        var view = SmallImages.Load(_ml, 9, seed: 3);
        using var featurizer = _ml.Transforms.ResNetFeaturizer("Seen", "Features", TrainedModel.Shared).Fit(view);

        var result = _ml.Model.SaveAsOnnx(featurizer, view, Path);

        Assert.AreEqual(9, result.ComparedRows);
        using var onnx = Apply(view, "Features", "Seen");
        AssertClose(Vectors(featurizer.Transform(view), "Seen"), Vectors(onnx.Transform(view), "Seen"), 1e-4f);
    }

    [TestMethod]
    public void A_Column_That_Takes_The_Name_Of_What_Goes_In_Should_Come_Out_With_An_Ending()
    {
        var view = Bytes(9);
        using var model = _ml.Transforms.PixelsToFeatures("Pixels")
            .Append(_ml.Transforms.ResNetFeaturizer("Pixels", "Pixels", TrainedModel.Shared)).Fit(view);

        _ml.Model.SaveAsOnnx(model, view, Path, new OnnxExportOptions { IncludeFeaturization = true });

        // ML.NET takes the ending off again.
        using var onnx = Apply(view, "Pixels", "Pixels.output");
        AssertClose(Vectors(model.Transform(view), "Pixels"), Vectors(onnx.Transform(view), "Pixels"), 1e-4f);
    }

    [TestMethod]
    public void Pictures_Of_Several_Sizes_Should_Go_Into_A_File_That_Makes_The_Features()
    {
        MLImage[] pictures = [Picture(20, 13), Picture(9, 31), Picture(8, 8)];
        var view = SmallImages.WithLabel(_ml, _ml.Data.LoadFromEnumerable(
            pictures.Select((picture, i) => new PictureRow { Picture = picture, Name = SmallImages.Names[i] })));
        using var model = _ml.Transforms.ImagesToFeatures("Features", "Picture", 8, 8, resizeTo: 9, channels: 1)
            .Append(_ml.MulticlassClassification.Trainers.ResNet(TrainedModel.Options(epochs: 1)))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(view);

        var result = _ml.Model.SaveAsOnnx(model, view, Path, new OnnxExportOptions { IncludeFeaturization = true });

        Assert.AreEqual(3, result.ComparedRows);
        using var session = OnnxRun.Session(File.ReadAllBytes(Path));
        Assert.AreSequenceEqual([-1, 3, -1, -1], session.InputMetadata["Picture"].Dimensions);
        using var json = JsonDocument.Parse(session.ModelMetadata.CustomMetadataMap["featurization"]);
        Assert.AreEqual("pictures 9", $"{json.RootElement.GetProperty("kind")} {json.RootElement.GetProperty("resizeTo")}");
        foreach (var picture in pictures)
            picture.Dispose();
    }

    [TestMethod]
    public void A_File_Should_Begin_Behind_LoadPictures_And_Pass_Over_A_Missing_Picture()
    {
        string[] files = [.. Enumerable.Range(0, 7).Select(i => _folder.File($"{i}.png"))];
        for (var i = 0; i < 6; i++)
        {
            using var picture = Picture(9 + i, 12);
            picture.Save(files[i]);
        }
        var view = SmallImages.WithLabel(_ml, _ml.Data.LoadFromEnumerable(
            files.Select((file, i) => new FileRow { File = file, Name = SmallImages.Names[i % 3] })));
        using var model = _ml.Transforms.LoadPictures("Picture", "File", unreadable: UnreadablePictures.Missing)
            .Append(_ml.Transforms.ImagesToFeatures("Features", "Picture", 8, 8, channels: 1))
            .Append(_ml.MulticlassClassification.Trainers.ResNet(TrainedModel.Options(epochs: 1))).Fit(view);

        var result = _ml.Model.SaveAsOnnx(model, view, Path, new OnnxExportOptions { IncludeFeaturization = true });

        Assert.AreEqual(6, result.ComparedRows);
        using var session = OnnxRun.Session(File.ReadAllBytes(Path));
        Assert.AreSequenceEqual([-1, 3, -1, -1], session.InputMetadata["Picture"].Dimensions);
    }

    [TestMethod]
    public void A_Model_That_Scores_In_Half_The_Precision_Should_Be_Compared_In_Single()
    {
        using var model = TrainedModel.Train(TrainedModel.Options(epochs: 1), rows: 12);
        model.Precision = Precision.BFloat16;

        var result = _ml.Model.SaveAsOnnx(model, SmallImages.Load(_ml, 12), Path);

        Assert.IsLessThan(1e-5f, result.GreatestDifference);
        Assert.AreEqual(Precision.BFloat16, model.Precision);
    }

    [TestMethod]
    public void The_Export_Should_Leave_No_Tensor_Behind()
    {
        var view = SmallImages.Load(_ml, 3);
        _ml.Model.SaveAsOnnx(TrainedModel.Shared, view, Path);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        _ml.Model.SaveAsOnnx(TrainedModel.Shared, view, Path);

        Assert.AreEqual(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [TestMethod]
    public void Rows_That_Have_No_Scores_Should_Not_Be_Compared()
    {
        SmallImages.Row[] rows = [.. SmallImages.Rows(5)];
        rows[2].Features[7] = float.NaN;

        var result = _ml.Model.SaveAsOnnx(TrainedModel.Shared, _ml.Data.LoadFromEnumerable(rows), Path);

        Assert.AreEqual(4, result.ComparedRows);
    }

    /// <summary>The small images as bytes.</summary>
    private IDataView Bytes(int count) => SmallImages.WithLabel(_ml, _ml.Data.LoadFromEnumerable(
        SmallImages.Rows(count).Select(row => new ByteRow
        {
            Pixels = Array.ConvertAll(row.Features, value => (byte)(value * byte.MaxValue)), Name = row.Name,
        })));

    private OnnxTransformer Apply(IDataView view, string input, string output) => _ml.Transforms.ApplyOnnxModel(new OnnxOptions
    {
        ModelFile = Path,
        InputColumns = [input],
        OutputColumns = [output],
        IntraOpNumThreads = 1,
    }).Fit(view);

    private static MLImage Picture(int width, int height)
    {
        var pixels = new byte[width * height * 4];
        new Random(width).NextBytes(pixels);
        for (var i = 3; i < pixels.Length; i += 4)
            pixels[i] = byte.MaxValue;
        return MLImage.CreateFromPixels(width, height, MLPixelFormat.Bgra32, pixels);
    }

    private static float[][] Vectors(IDataView view, string column) => [.. view.GetColumn<float[]>(column)];

    private static void AssertClose(float[][] expected, float[][] actual, float tolerance = 1e-5f)
    {
        Assert.HasCount(expected.Length, actual);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.HasCount(expected[i].Length, actual[i]);
            for (var j = 0; j < expected[i].Length; j++)
                Assert.AreEqual(expected[i][j], actual[i][j], tolerance);
        }
    }

    private sealed class ByteRow
    {
        [VectorType(SmallImages.Size, SmallImages.Size)]
        public byte[] Pixels { get; set; } = [];

        public string Name { get; set; } = "";
    }

    private sealed class FileRow
    {
        public string File { get; set; } = "";

        public string Name { get; set; } = "";
    }

    private sealed class PictureRow
    {
        /// <summary>A size has to be named, and nothing holds pictures to it.</summary>
        [ImageType(1, 1)]
        public MLImage? Picture { get; set; }

        public string Name { get; set; } = "";
    }
}
