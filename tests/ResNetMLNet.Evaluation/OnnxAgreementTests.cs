using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using ResNetMLNet.Modeling;
using ResNetMLNet.OnnxRuntime;
using ResNetMLNet.OnnxRuntime.Export;

namespace ResNetMLNet.Evaluation;

/// <summary>
/// Exported models on the real test images: our own transformer, the same on ONNX Runtime, a raw session of ONNX Runtime and
/// ML.NET's <c>ApplyOnnxModel</c> have to say the same.
/// </summary>
[TestClass]
[TestCategory(TestCategories.Long)]
public sealed class OnnxAgreementTests
{
    private const float Tolerance = 1e-4f;

    private static MLContext Ml => ShortTraining.Context;

    [TestMethod]
    public void ResNet18_Of_The_Book_Should_Agree_On_All_Test_Images() =>
        AssertAgreement(ShortTraining.Shared.Model, ShortTraining.Shared.Data.TestSet, rows: 10_000);

    [TestMethod]
    public void ResNet18_Of_Torchvision_Should_Agree_On_All_Test_Images() =>
        AssertAgreement(new(Layout: ResNetLayout.Torchvision), trainRows: 1_000, testRows: 10_000);

    [TestMethod]
    public void ResNet50_Should_Agree_On_500_Test_Images() =>
        AssertAgreement(new(ResNetArchitecture.ResNet50, ResNetLayout.Torchvision), trainRows: 200, testRows: 500);

    private static void AssertAgreement(ResNetDescription network, int trainRows, int testRows)
    {
        var data = FashionMnistData.Load(Ml);
        var model = ShortTraining.Pipeline(epochs: 1, network).Fit(Ml.Data.TakeRows(data.TrainSet, trainRows));
        using var owner = (IDisposable)model;
        AssertAgreement(model, Ml.Data.TakeRows(data.TestSet, testRows), testRows);
    }

    private static void AssertAgreement(ITransformer model, IDataView test, int rows)
    {
        var folder = Directory.CreateTempSubdirectory("ResNetMLNet-").FullName;
        try
        {
            var file = Path.Combine(folder, "model.onnx");
            var result = Ml.Model.SaveAsOnnx(model, test, file, new OnnxExportOptions { IncludeFeaturization = true });
            Assert.AreEqual(256, result.ComparedRows);
            var expected = Scores(model.Transform(test));
            Assert.HasCount(rows, expected);

            var converted = Ml.Model.ToOnnxRuntime(model);
            using var owner = (IDisposable)converted;
            AssertSame(expected, Scores(converted.Transform(test)), "our transformer on ONNX Runtime");
            AssertSame(expected, RawScores(file, test), "a raw session");
            using var applied = Ml.Transforms.ApplyOnnxModel("Score", "Pixels", file).Fit(test);
            AssertSame(expected, Scores(applied.Transform(test)), "ApplyOnnxModel");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static float[][] Scores(IDataView scored) => [.. scored.GetColumn<float[]>("Score")];

    private static float[][] RawScores(string file, IDataView test)
    {
        using var session = new InferenceSession(file);
        using var options = new RunOptions();
        List<float[]> scores = [];
        foreach (var images in test.GetColumn<byte[]>("Pixels").Chunk(500))
        {
            using var input = OrtValue.CreateTensorValueFromMemory(images.SelectMany(image => image).ToArray(), [images.Length, 28, 28]);
            using var outputs = session.Run(options, ["Pixels"], [input], ["Score"]);
            scores.AddRange(outputs[0].GetTensorDataAsSpan<float>().ToArray().Chunk(FashionMnistClasses));
        }
        return [.. scores];
    }

    private static int FashionMnistClasses => Data.FashionMnist.ClassNames.Count;

    private static void AssertSame(float[][] expected, float[][] actual, string who)
    {
        Assert.HasCount(expected.Length, actual);
        for (var row = 0; row < expected.Length; row++)
        {
            Assert.AreEqual(
                TensorPrimitives.IndexOfMax<float>(expected[row]), TensorPrimitives.IndexOfMax<float>(actual[row]), $"label of image {row} by {who}");
            Assert.IsLessThanOrEqualTo(
                Tolerance, TensorPrimitives.Distance(expected[row], actual[row]), $"probabilities of image {row} by {who}");
        }
    }
}
