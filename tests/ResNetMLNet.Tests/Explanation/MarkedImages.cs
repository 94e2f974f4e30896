using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Modeling;
using ResNetMLNet.Scoring;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Explanation;

/// <summary>Noise of 32 x 32 pixels, every other image with a bright mark in the lower left corner: what tells the classes apart.</summary>
internal static class MarkedImages
{
    public static readonly string[] Names = ["marked", "plain"];

    private const int Size = 32;
    private const int MarkSize = 8;

    private static readonly Lazy<ResNetTransformer> _model = new(() => Train());

    /// <summary>A small network that knows the mark; nobody may dispose of it.</summary>
    public static ResNetTransformer Model => _model.Value;

    public static ResNetTransformer Train(int epochs = 12)
    {
        var ml = new MLContext(seed: 1);
        var options = TrainedModel.Options(epochs, ResNetStem.Small);
        options.Blocks = [1, 1, 1, 1];
        options.Widths = [8, 8, 16, 16];
        options.LearningRate = 0.1;
        return ml.MulticlassClassification.Trainers.ResNet(options).Fit(Load(ml, 96));
    }

    /// <summary>A view with <c>Features</c>, <c>Name</c> and <c>Label</c>.</summary>
    public static IDataView Load(MLContext ml, int rows)
    {
        var view = ml.Data.LoadFromEnumerable(Enumerable.Range(0, rows).Select(Make));
        return ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(view).Transform(view);
    }

    /// <summary>Whether a pixel is in the quarter where the mark is.</summary>
    public static bool IsInQuarter(int pixel) => pixel / Size >= Size / 2 && pixel % Size < Size / 2;

    public static Row Make(int index)
    {
        var random = new Random(index);
        var hasMark = index % 2 == 0;
        var pixels = new float[Size * Size];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (random.NextSingle() * 0.5f) + (hasMark && IsInMark(i) ? 0.5f : 0);
        return new Row { Features = pixels, Name = Names[hasMark ? 0 : 1] };
    }

    private static bool IsInMark(int pixel) => pixel / Size >= Size - MarkSize && pixel % Size < MarkSize;

    internal sealed class Row
    {
        [VectorType(Size, Size)]
        public float[] Features { get; set; } = [];

        public string Name { get; set; } = "";
    }
}
