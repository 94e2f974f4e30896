using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.FashionMnist.Output;

namespace ResNetMLNet.Pipelines.FashionMnist.Data;

/// <summary>Scores test images with a model.</summary>
internal static class TestScoring
{
    /// <summary>ML.NET's metrics of a model on labelled images.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static MulticlassClassificationMetrics Evaluate(
        MLContext ml,
        ITransformer model,
        IDataView test,
        ProgramConsole console,
        CancellationToken cancellationToken) =>
        console.During("Scoring the test images ...", status =>
        {
            var count = 0;
            var watched = ml.Data.FilterByCustomPredicate<Row>(test, _ =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Interlocked.Increment(ref count) % 256 == 0)
                    status($"Scoring the test images: {count:N0}");
                return false;
            });
            try
            {
                return ml.MulticlassClassification.Evaluate(model.Transform(watched));
            }
            catch (InvalidOperationException exception) when (cancellationToken.IsCancellationRequested)
            {
                // What ML.NET's reading threads throw arrives wrapped.
                throw new OperationCanceledException("The scoring was cancelled.", exception, cancellationToken);
            }
        });

    /// <summary>The first images of a set with their true and predicted classes.</summary>
    public static IReadOnlyList<Sample> Samples(MLContext ml, ITransformer model, IDataView test, int count)
    {
        var scored = model.Transform(ml.Data.TakeRows(test, count));
        var pixelsColumn = scored.Schema[ColumnNames.Pixels];
        var labelColumn = scored.Schema[ColumnNames.Label];
        var predictedColumn = scored.Schema[ColumnNames.PredictedLabel];
        var size = ((VectorDataViewType)pixelsColumn.Type).Dimensions;
        var names = KeyNames(labelColumn);
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

    /// <summary>The names behind a key column.</summary>
    public static string[] KeyNames(DataViewSchema.Column column)
    {
        var values = default(VBuffer<ReadOnlyMemory<char>>);
        column.GetKeyValues(ref values);
        return [.. values.DenseValues().Select(name => name.ToString())];
    }

    /// <summary>No column is looked at: the filter only counts the rows that pass.</summary>
    private sealed class Row
    {
        [KeyType(10)]
        public uint Label { get; set; }
    }
}
