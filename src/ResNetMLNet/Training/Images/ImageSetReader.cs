using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using ResNetMLNet.Featurization;

namespace ResNetMLNet.Training.Images;

/// <summary>Reads the images and labels of a view into memory.</summary>
internal static class ImageSetReader
{
    /// <summary>Reading may be cancelled after this many rows.</summary>
    private const int RowsPerCheck = 256;

    /// <summary>Reads all rows that have a label.</summary>
    /// <exception cref="InvalidOperationException">A feature is not a finite number.</exception>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    public static ImageSet Read(
        IHost host, IDataView view, DataViewSchema.Column feature, ImageShape image, LabelColumn label, CancellationToken cancellationToken)
    {
        using var progress = host.StartProgressChannel("Reading rows");
        var images = new ImageSet(image, view.GetRowCount());
        var row = 0L;
        progress.SetHeader(new ProgressHeader("rows"), entry => entry.SetProgress(0, row, view.GetRowCount() ?? double.NaN));

        using var cursor = view.GetRowCursor([feature, label.Column]);
        var featureGetter = cursor.GetGetter<VBuffer<float>>(feature);
        var labelGetter = cursor.GetGetter<uint>(label.Column);
        VBuffer<float> features = default;
        var key = 0u;
        for (; cursor.MoveNext(); row++)
        {
            if (row % RowsPerCheck == 0)
            {
                host.CheckAlive();
                cancellationToken.ThrowIfCancellationRequested();
            }
            labelGetter(ref key);
            if (key == 0)
                continue;
            if (key > label.ClassCount)
            {
                throw host.Except(
                    "Row {0} has the label key {1}, but column '{2}' declares {3} classes. Correct the row or the key's count.",
                    row,
                    key,
                    label.Column.Name,
                    label.ClassCount);
            }
            featureGetter(ref features);
            var values = images.Add((int)key - 1);
            features.CopyTo(values);
            CheckFinite(host, values, row, feature.Name);
        }
        return images;
    }

    private static void CheckFinite(IHost host, ReadOnlySpan<float> values, long row, string column)
    {
        var largest = TensorPrimitives.IndexOfMaxMagnitude(values);
        if (!float.IsFinite(values[largest]))
        {
            throw host.Except(
                "Row {0} has {1} at place {2} of column '{3}'. Training needs finite numbers: "
                + "remove the row, or put ReplaceMissingValues in front.",
                row, values[largest], largest, column);
        }
    }
}
