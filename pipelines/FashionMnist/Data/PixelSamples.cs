using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Reports.Scoring;

namespace ResNetMLNet.Pipelines.FashionMnist.Data;

/// <summary>Takes images out of a set, to be shown with their classes.</summary>
internal static class PixelSamples
{
    /// <summary>Images of a set with their true and predicted classes.</summary>
    /// <param name="ml">ML.NET.</param>
    /// <param name="model">The model.</param>
    /// <param name="test">The set.</param>
    /// <param name="positions">The places of the images, in the order in which they are to be shown.</param>
    public static IReadOnlyList<Sample> Of(MLContext ml, ITransformer model, IDataView test, IReadOnlyList<long> positions)
    {
        var samples = InOrderOfTheData(model, new PickedRows(ml, test, positions.ToHashSet()));
        var places = positions.Order().Index().ToDictionary(place => place.Item, place => place.Index);
        return [.. positions.Select(position => samples[places[position]])];
    }

    private static List<Sample> InOrderOfTheData(ITransformer model, IDataView images)
    {
        var scored = model.Transform(images);
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
