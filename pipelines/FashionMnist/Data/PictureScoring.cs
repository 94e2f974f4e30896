using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.Pipelines.FashionMnist.Data;

/// <summary>Scores pictures, all of them in one pass.</summary>
internal static class PictureScoring
{
    /// <summary>The <paramref name="top"/> likeliest classes of each picture, the likeliest first.</summary>
    public static IReadOnlyList<Prediction> Score(
        MLContext ml, ModelFile model, IReadOnlyList<Picture> pictures, int top)
    {
        // The type that the model knows; the class by itself says nothing of height and width.
        var definition = SchemaDefinition.Create(typeof(Row));
        definition[nameof(Row.Pixels)].ColumnType = model.Pixels;
        var scored = model.Transformer.Transform(
            ml.Data.LoadFromEnumerable(pictures.Select(picture => new Row { Pixels = picture.Pixels }), definition));
        var slots = default(VBuffer<ReadOnlyMemory<char>>);
        scored.Schema[ColumnNames.Score].GetSlotNames(ref slots);
        var names = slots.DenseValues().Select(name => name.ToString()).ToArray();
        return [.. scored.GetColumn<float[]>(ColumnNames.Score).Select((scores, i) => new Prediction(
            pictures[i].File,
            [.. scores.Select((score, j) => new ClassProbability(names[j], score))
                .OrderByDescending(entry => entry.Probability)
                .Take(top)]))];
    }

    private sealed class Row
    {
        public byte[] Pixels { get; set; } = [];
    }
}
