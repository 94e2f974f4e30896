using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.Featurization;

namespace ResNetMLNet.Training.Images;

/// <summary>Reads the images, labels and weights of a view into memory.</summary>
internal static class ImageSetReader
{
    /// <summary>Reading may be cancelled after this many rows.</summary>
    private const int RowsPerCheck = 256;

    /// <summary>Reads all rows that have a label.</summary>
    /// <exception cref="InvalidOperationException">A feature is not finite, or a label or weight impossible.</exception>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    public static ImageSet Read(
        IHost host,
        IDataView view,
        DataViewSchema.Column feature,
        ImageShape image,
        LabelColumn label,
        ExampleWeights? weights,
        CancellationToken cancellationToken)
    {
        using var progress = host.StartProgressChannel("Reading rows");
        var images = new ImageSet(image, view.GetRowCount(), weights is not null);
        var row = 0L;
        progress.SetHeader(new ProgressHeader("rows"), entry => entry.SetProgress(0, row, view.GetRowCount() ?? double.NaN));

        IEnumerable<DataViewSchema.Column> columns = [feature, label.Column];
        using var cursor = view.GetRowCursor(weights?.Column is { } weight ? columns.Append(weight) : columns);
        var reader = new ImageRowReader(host, cursor, feature, label, weights);
        for (; cursor.MoveNext(); row++)
        {
            if (row % RowsPerCheck == 0)
            {
                host.CheckAlive();
                cancellationToken.ThrowIfCancellationRequested();
            }
            reader.AddTo(images);
        }
        return images;
    }
}
