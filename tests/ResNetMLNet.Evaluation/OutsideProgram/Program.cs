using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

// Uses ML.NET only: the model file itself names the library.
var ml = new MLContext();
var model = ml.Model.Load(args[0], out var schema);
var pictures = File.ReadAllBytes(args[1]).Chunk(28 * 28).Select(pixels => new Picture { Pixels = pixels }).ToList();

var scored = model.Transform(ml.Data.LoadFromEnumerable(pictures));
foreach (var score in scored.GetColumn<float[]>("Score"))
    Console.WriteLine("transform " + Text(score));

using var engine = ml.Model.CreatePredictionEngine<Picture, Prediction>(model, schema);
foreach (var picture in pictures)
{
    var prediction = engine.Predict(picture);
    Console.WriteLine($"engine {prediction.PredictedLabel} {Text(prediction.Score)}");
}

static string Text(float[] score) => string.Join(' ', score.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));

internal sealed class Picture
{
    [VectorType(28, 28)]
    public byte[] Pixels { get; set; } = [];

    [KeyType(10)]
    public uint Label { get; set; }
}

internal sealed class Prediction
{
    public string PredictedLabel { get; set; } = string.Empty;

    public float[] Score { get; set; } = [];
}
