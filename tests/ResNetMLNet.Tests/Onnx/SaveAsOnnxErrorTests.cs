using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.OnnxRuntime;
using ResNetMLNet.OnnxRuntime.Export;
using ResNetMLNet.OnnxRuntime.Scoring;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;

namespace ResNetMLNet.Tests.Onnx;

[TestClass]
public sealed class SaveAsOnnxErrorTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("model.onnx");

    private IDataView View => SmallImages.Load(_ml, 4);

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_File_That_Does_Not_Agree_Should_Not_Be_Left_And_An_Earlier_One_Stay()
    {
        _folder.Write("model.onnx", [8, 2, 3]);
        using var model = new FakeNetworkTransformer(_ml, row => row == 2 ? 0.25f : 0.5f);

        Expect.Error<InvalidOperationException>(
            () => _ml.Model.SaveAsOnnx(model, View, Path),
            "for row 2 of the sample", "number 0 of column 'Out' is 0.5 by the file and 0.25 by the model", "No file was left");

        Assert.AreSequenceEqual(["model.onnx"], _folder.FileNames);
        Assert.AreSequenceEqual((byte[])[8, 2, 3], File.ReadAllBytes(Path));
    }

    [TestMethod]
    [DataRow(0.50005f)]
    [DataRow(0.49995f)]
    public void A_File_That_Agrees_To_A_Little_Should_Be_Kept(float score)
    {
        using var model = new FakeNetworkTransformer(_ml, _ => score);

        var result = _ml.Model.SaveAsOnnx(model, View, Path);

        Assert.AreEqual(5e-5f, result.GreatestDifference, 1e-7f);
    }

    [TestMethod]
    public void A_File_That_Gives_No_Number_Where_The_Model_Does_Should_Not_Be_Left()
    {
        using var model = new FakeNetworkTransformer(_ml, _ => 0.5f, given: float.NaN);

        Expect.Error<InvalidOperationException>(() => _ml.Model.SaveAsOnnx(model, View, Path), "is NaN by the file and 0.5 by the model");

        Assert.IsEmpty(_folder.FileNames);
    }

    [TestMethod]
    public void A_Network_Of_More_Than_Two_Gigabytes_Should_Be_Refused_Before_Anything_Is_Written()
    {
        using var model = new FakeNetworkTransformer(_ml, _ => 0.5f, weights: 600_000_000);

        Expect.Error<NotSupportedException>(
            () => _ml.Model.SaveAsOnnx(model, View, Path), "The ONNX file would have 2,400,000,", "more than 2,147,483,647");

        Assert.IsEmpty(_folder.FileNames);
    }

    [TestMethod]
    public void A_Sample_Without_Rows_That_Can_Be_Compared_Should_Be_Refused()
    {
        var unknown = _ml.Data.LoadFromEnumerable(SmallImages.Rows(1).Select(row =>
        {
            row.Features[0] = float.PositiveInfinity;
            return row;
        }));

        Expect.Error<InvalidOperationException>(
            () => _ml.Model.SaveAsOnnx(TrainedModel.Shared, SmallImages.Load(_ml, 0), Path), "The sample has no rows");
        Expect.Error<InvalidOperationException>(
            () => _ml.Model.SaveAsOnnx(TrainedModel.Shared, unknown, Path), "features that are not finite numbers");

        Assert.IsEmpty(_folder.FileNames);
    }

    [TestMethod]
    public void A_Sample_Without_The_Columns_Of_The_Model_Should_Be_Refused()
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => _ml.Model.SaveAsOnnx(TrainedModel.Shared, _ml.Data.LoadFromEnumerable([new SmallImages.KeyRow()]), Path));

        Assert.Contains("'Features'", error.Message);
        Assert.IsEmpty(_folder.FileNames);
    }

    [TestMethod]
    public void Models_With_No_Network_Or_Several_Or_Another_Model_Behind_Should_Be_Refused()
    {
        var view = View;
        var none = _ml.Transforms.NormalizeMinMax("Features").Fit(view);
        using var featurizer = _ml.Transforms.ResNetFeaturizer("Seen", "Features", TrainedModel.Shared).Fit(view);

        // No chain disposes of the model that the tests share.
        var two = new TransformerChain<ITransformer>(featurizer, TrainedModel.Shared);
        var classifier = _ml.MulticlassClassification.Trainers.NaiveBayes("Label", "Seen").Fit(featurizer.Transform(view));
        var goesOn = new TransformerChain<ITransformer>(featurizer, classifier);

        Expect.Error<ArgumentException>(() => _ml.Model.SaveAsOnnx(none, view, Path), "holds no network", "NormalizingTransformer", "ResNet");
        Expect.Error<ArgumentException>(
            () => _ml.Model.SaveAsOnnx(two, view, Path), "holds 2 networks", "ResNetFeaturizingTransformer, ResNetTransformer");
        Expect.Error<ArgumentException>(() => _ml.Model.SaveAsOnnx(goesOn, view, Path), "goes on with a MulticlassPredictionTransformer`1");
    }

    [TestMethod]
    public void Networks_That_Cannot_Be_Converted_Should_Be_Refused_By_Name()
    {
        var view = View;
        using var own = _ml.MulticlassClassification.Trainers.TorchModule(new TorchModuleTrainer.Options { Module = new LeNet(), Epoch = 1 }).Fit(view);
        using var converted = (OnnxRuntimeTransformer)_ml.Model.ToOnnxRuntime(TrainedModel.Shared);

        Expect.Error<NotSupportedException>(() => _ml.Model.SaveAsOnnx(own, view, Path), "TorchModuleTransformer", "PyTorch");
        Expect.Error<NotSupportedException>(() => _ml.Model.SaveAsOnnx(converted, view, Path), "OnnxRuntimeTransformer");
        Assert.IsEmpty(_folder.FileNames);
    }

    [TestMethod]
    public void A_Featurization_That_Cannot_Go_In_Should_Be_Refused_By_Name()
    {
        var view = View;
        var options = new OnnxExportOptions { IncludeFeaturization = true };
        var scaling = _ml.Transforms.NormalizeMinMax("Features").Fit(view);
        var chain = new TransformerChain<ITransformer>(scaling, TrainedModel.Shared);

        Expect.Error<ArgumentException>(
            () => _ml.Model.SaveAsOnnx(TrainedModel.Shared, view, Path, options), "'Features' comes with the data", "PixelsToFeatures");
        Expect.Error<ArgumentException>(
            () => _ml.Model.SaveAsOnnx(chain, view, Path, options), "'Features' is made by a NormalizingTransformer");
    }

    [TestMethod]
    public void A_File_That_Is_None_Of_ONNX_Should_Not_Be_Replaced()
    {
        _folder.Write("model.zip", "PK"u8.ToArray());

        Expect.Error<IOException>(() => _ml.Model.SaveAsOnnx(TrainedModel.Shared, View, _folder.File("model.zip")), "is no ONNX file");
        Assert.AreSequenceEqual("PK"u8.ToArray(), File.ReadAllBytes(_folder.File("model.zip")));
    }

    [TestMethod]
    public void Paths_And_Options_That_Do_Not_Go_Should_Be_Refused()
    {
        Expect.Error<IOException>(() => _ml.Model.SaveAsOnnx(TrainedModel.Shared, View, _folder.Path), "is a folder");
        Expect.Error<DirectoryNotFoundException>(
            () => _ml.Model.SaveAsOnnx(TrainedModel.Shared, View, _folder.File("none/model.onnx")), "does not exist: make it");
        Expect.Error<ArgumentOutOfRangeException>(
            () => _ml.Model.SaveAsOnnx(TrainedModel.Shared, View, Path, new() { ComparedRows = 0 }), "ComparedRows is 0");
    }

    [TestMethod]
    public void Cancelling_Should_Leave_No_File()
    {
        using var source = new CancellationTokenSource();
        var options = new OnnxExportOptions { ProgressCallback = _ => source.Cancel(), CancellationToken = source.Token };

        Assert.ThrowsExactly<OperationCanceledException>(() => _ml.Model.SaveAsOnnx(TrainedModel.Shared, View, Path, options));

        Assert.IsEmpty(_folder.FileNames);
    }

    [TestMethod]
    public void A_Model_That_Was_Disposed_Of_Should_Not_Be_Exported()
    {
        var model = TrainedModel.Train(TrainedModel.Options(epochs: 1), rows: 8);
        model.Dispose();

        Assert.ThrowsExactly<ObjectDisposedException>(() => _ml.Model.SaveAsOnnx(model, View, Path));
        Assert.IsEmpty(_folder.FileNames);
    }
}
