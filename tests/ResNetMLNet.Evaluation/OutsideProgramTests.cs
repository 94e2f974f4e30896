using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.OnnxRuntime;
using ResNetMLNet.OnnxRuntime.Export;

namespace ResNetMLNet.Evaluation;

[TestClass]
public sealed class OutsideProgramTests
{
    [TestMethod]
    public void A_Saved_Model_Should_Score_Bit_For_Bit_Alike_In_A_Program_That_References_The_Library_Only()
    {
        using var program = OutsideProgram.WithTorchSharp();

        AssertScoresAlike(ShortTraining.Shared.Model, program);
    }

    [TestMethod]
    public void A_Model_In_Onnx_Runtime_Should_Score_Alike_In_A_Program_Without_TorchSharp()
    {
        using var model = (IDisposable)ShortTraining.Context.Model.ToOnnxRuntime(ShortTraining.Shared.Model);
        using var program = OutsideProgram.WithoutTorchSharp();

        AssertScoresAlike((ITransformer)model, program);
        Assert.IsFalse(program.Files.Any(name => name.Contains("torch", StringComparison.OrdinalIgnoreCase)), "TorchSharp is not to be deployed");
    }

    [TestMethod]
    public void The_Plain_Example_Should_Name_The_Classes_That_The_Model_Names_By_Its_Exported_File()
    {
        var training = ShortTraining.Shared;
        var few = ShortTraining.Context.Data.TakeRows(training.Data.TestSet, 150);
        using var program = OutsideProgram.PlainExample();
        ShortTraining.Context.Model.SaveAsOnnx(
            training.Model, few, Path.Combine(program.Folder, "garments.onnx"), new OnnxExportOptions { IncludeFeaturization = true });
        File.WriteAllBytes(Path.Combine(program.Folder, "pixels"), [.. few.GetColumn<byte[]>("Pixels").SelectMany(image => image)]);

        var expected = training.Model.Transform(few).GetColumn<float[]>("Score").Select(score => $"class {Array.IndexOf(score, score.Max())}");
        Assert.AreSequenceEqual(expected, program.Execute().Select(line => line.Split(':')[0]));
    }

    private static void AssertScoresAlike(ITransformer model, OutsideProgram program)
    {
        var training = ShortTraining.Shared;
        var ml = ShortTraining.Context;
        var few = ml.Data.TakeRows(training.Data.TestSet, 150);
        var pixels = few.GetColumn<byte[]>("Pixels").ToList();
        var folder = Directory.CreateTempSubdirectory("ResNetMLNet-");
        try
        {
            var (modelPath, pixelsPath) = (Path.Combine(folder.FullName, "model.zip"), Path.Combine(folder.FullName, "pixels"));
            ml.Model.Save(model, training.Data.TrainSet.Schema, modelPath);
            File.WriteAllBytes(pixelsPath, [.. pixels.SelectMany(image => image)]);

            Assert.AreSequenceEqual([.. Transformed(model, few), .. Predicted(model, pixels)], program.Execute(modelPath, pixelsPath));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Transformed(ITransformer model, IDataView view) =>
        model.Transform(view).GetColumn<float[]>("Score").Select(score => "transform " + Text(score));

    private static IEnumerable<string> Predicted(ITransformer model, IEnumerable<byte[]> pixels)
    {
        using var engine = ShortTraining.Context.Model.CreatePredictionEngine<Picture, Prediction>(
            model, new PredictionEngineOptions { OwnsTransformer = false });
        foreach (var image in pixels)
        {
            var prediction = engine.Predict(new Picture { Pixels = image });
            yield return $"engine {prediction.PredictedLabel} {Text(prediction.Score)}";
        }
    }

    private static string Text(float[] score) => string.Join(' ', score.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));

    private sealed class Picture
    {
        [VectorType(28, 28)]
        public byte[] Pixels { get; set; } = [];

        [KeyType(10)]
        public uint Label { get; set; }
    }

    private sealed class Prediction
    {
        public string PredictedLabel { get; set; } = string.Empty;

        public float[] Score { get; set; } = [];
    }
}
