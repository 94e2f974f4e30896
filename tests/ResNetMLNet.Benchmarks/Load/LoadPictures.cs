using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Benchmarks.CommandLine;
using ResNetMLNet.Data;
using ResNetMLNet.Pipelines.FashionMnist.Data.Drawing;
using SkiaSharp;

namespace ResNetMLNet.Benchmarks.Load;

/// <summary>Drawn garments as PNG files, each with the probabilities that the model gives it without the service.</summary>
/// <param name="Files">The files.</param>
/// <param name="Scores">The probability of each class by its name, picture by picture.</param>
internal sealed record LoadPictures(IReadOnlyList<byte[]> Files, IReadOnlyList<IReadOnlyDictionary<string, float>> Scores)
{
    private const int Count = 256;
    private const string Pixels = "Pixels";
    private const string Score = "Score";

    /// <summary>Draws the pictures and scores them.</summary>
    /// <exception cref="BenchmarkException">The model takes in something else than garments of this size.</exception>
    public static LoadPictures Make(string modelFile)
    {
        var ml = new MLContext(seed: 1);
        var chain = ml.Model.Load(modelFile, out var schema);
        try
        {
            var drawn = DrawnFashion.Draw(DrawnFashion.DefaultSeed, DrawnFashion.Part.Test, Count);
            RequireSize(modelFile, schema, drawn);
            var rows = ml.Data.TakeRows(DrawnFashion.View(DrawnFashion.DefaultSeed, DrawnFashion.Part.Test, Count), Count);
            return new LoadPictures([.. Enumerable.Range(0, Count).Select(i => Png(drawn, i))], Read(chain.Transform(rows)));
        }
        finally
        {
            (chain as IDisposable)?.Dispose();
        }
    }

    private static void RequireSize(string modelFile, DataViewSchema schema, LabelledImages drawn)
    {
        var type = schema.GetColumnOrNull(Pixels)?.Type as VectorDataViewType;
        if (type is not { Dimensions: [var height, var width] } || height != drawn.Height || width != drawn.Width)
        {
            throw new BenchmarkException(
                $"The model '{modelFile}' takes in no '{Pixels}' of {drawn.Height} x {drawn.Width}: give one of the program for "
                + "Fashion-MNIST.");
        }
    }

    /// <summary>A grey file of the model's size keeps its values to the bit.</summary>
    private static byte[] Png(LabelledImages drawn, int index)
    {
        var size = drawn.Width * drawn.Height;
        using var image = SKImage.FromPixelCopy(
            new SKImageInfo(drawn.Width, drawn.Height, SKColorType.Gray8), drawn.Pixels.AsSpan(index * size, size).ToArray());
        using var data = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        return data.ToArray();
    }

    private static List<Dictionary<string, float>> Read(IDataView scored)
    {
        var slots = default(VBuffer<ReadOnlyMemory<char>>);
        scored.Schema[Score].GetSlotNames(ref slots);
        string[] names = [.. slots.DenseValues().Select(name => name.ToString())];
        return [.. scored.GetColumn<float[]>(Score).Select(
            scores => names.Zip(scores).ToDictionary(pair => pair.First, pair => pair.Second))];
    }
}
