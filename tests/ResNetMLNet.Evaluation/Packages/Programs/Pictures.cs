using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

/// <summary>What the programs score: two kinds of stripes.</summary>
internal sealed class Picture
{
    [VectorType(16, 16)]
    public byte[] Pixels { get; set; } = [];

    public string Label { get; set; } = string.Empty;

    public static List<Picture> DrawAll() => [.. Enumerable.Range(0, 20).Select(Draw)];

    private static Picture Draw(int number) => new()
    {
        Pixels = [.. Enumerable.Range(0, 16 * 16).Select(pixel => (byte)((pixel * (number % 2 == 0 ? 7 : 16)) + number))],
        Label = number % 2 == 0 ? "even" : "odd",
    };
}

internal sealed class Prediction
{
    public string PredictedLabel { get; set; } = string.Empty;

    public float[] Score { get; set; } = [];

    public override string ToString() =>
        $"{PredictedLabel} {string.Join(' ', Score.Select(score => score.ToString("R", CultureInfo.InvariantCulture)))}";
}

internal static class Predictions
{
    public static PredictionEngine<Picture, Prediction> LoadEngine(string path)
    {
        var ml = new MLContext();
        return ml.Model.CreatePredictionEngine<Picture, Prediction>(ml.Model.Load(path, out var schema), schema);
    }
}
