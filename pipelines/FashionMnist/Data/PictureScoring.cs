using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.Data;

namespace ResNetMLNet.Pipelines.FashionMnist.Data;

/// <summary>Scores pictures, all of them in one pass.</summary>
internal static class PictureScoring
{
    /// <summary>The <paramref name="top"/> likeliest classes of each picture, the likeliest first.</summary>
    public static IReadOnlyList<Prediction> Score(
        MLContext ml, PixelModel model, IReadOnlyList<Picture> pictures, int top, CancellationToken cancellationToken)
    {
        // The type that the model knows; the class by itself says nothing of height and width.
        var definition = SchemaDefinition.Create(typeof(Row));
        definition[nameof(Row.Pixels)].ColumnType = model.Pixels;
        var scored = model.Transformer.Transform(
            ml.Data.LoadFromEnumerable(pictures.Select(picture => new Row { Pixels = picture.Pixels }), definition));
        return Predictions.Read(scored, [.. pictures.Select(picture => picture.File)], top, cancellationToken);
    }

    private sealed class Row
    {
        public byte[] Pixels { get; set; } = [];
    }
}
