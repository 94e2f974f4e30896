using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Evaluation;

[TestClass]
public sealed class OutsideProgramTests
{
    [TestMethod]
    public void A_Saved_Model_Should_Score_Bit_For_Bit_Alike_In_A_Program_That_References_The_Library_Only()
    {
        var training = ShortTraining.Shared;
        var ml = ShortTraining.Context;
        var few = ml.Data.TakeRows(training.Data.TestSet, 150);
        var pixels = few.GetColumn<byte[]>("Pixels").ToList();
        using var program = new OutsideProgram();
        var folder = Directory.CreateTempSubdirectory("ResNetMLNet-");
        try
        {
            var (modelPath, pixelsPath) = (Path.Combine(folder.FullName, "model.zip"), Path.Combine(folder.FullName, "pixels"));
            ml.Model.Save(training.Model, training.Data.TrainSet.Schema, modelPath);
            File.WriteAllBytes(pixelsPath, [.. pixels.SelectMany(image => image)]);

            Assert.AreSequenceEqual([.. Transformed(training.Model, few), .. Predicted(training.Model, pixels)], program.Execute(modelPath, pixelsPath));
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
