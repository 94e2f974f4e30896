using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;

namespace ResNetMLNet.Pipelines.FashionMnist.Data;

/// <summary>Takes images out of a set, to be shown with their classes.</summary>
internal static class PixelSamples
{
    /// <summary>The first images of a set with their true and predicted classes.</summary>
    public static IReadOnlyList<Sample> Of(MLContext ml, ITransformer model, IDataView test, int count)
    {
        var scored = model.Transform(ml.Data.TakeRows(test, count));
        var pixelsColumn = scored.Schema[ModelInput.Pixels.Column];
        var labelColumn = scored.Schema[ColumnNames.Label];
        var predictedColumn = scored.Schema[ColumnNames.PredictedLabel];
        var size = ((VectorDataViewType)pixelsColumn.Type).Dimensions;
        var names = KeyNames.Of(labelColumn);
        var samples = new List<Sample>();
        using var cursor = scored.GetRowCursor([pixelsColumn, labelColumn, predictedColumn]);
        var getPixels = cursor.GetGetter<VBuffer<byte>>(pixelsColumn);
        var getLabel = cursor.GetGetter<uint>(labelColumn);
        var getPredicted = cursor.GetGetter<ReadOnlyMemory<char>>(predictedColumn);
        var pixels = default(VBuffer<byte>);
        var label = 0u;
        var predicted = default(ReadOnlyMemory<char>);
        while (cursor.MoveNext())
        {
            getPixels(ref pixels);
            getLabel(ref label);
            getPredicted(ref predicted);

            // Keys count from 1.
            samples.Add(new Sample(
                [.. pixels.DenseValues()], size[1], size[0], names[(int)label - 1], predicted.ToString()));
        }

        return samples;
    }
}
