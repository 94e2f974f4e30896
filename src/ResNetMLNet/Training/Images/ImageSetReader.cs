using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ResNetMLNet.Training.Images;

/// <summary>Reads images, labels and weights of views.</summary>
/// <param name="host">Hears of the progress and names what is wrong.</param>
/// <param name="check">A check that is made at every row and throws when reading is to end.</param>
internal sealed class ImageSetReader(IHost host, Action check)
{
    /// <summary>Reads all rows that have a label and a picture into memory.</summary>
    /// <exception cref="InvalidOperationException">A feature is not finite, or a label or weight impossible.</exception>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    public ImageSet Read(ImageSource source)
    {
        var images = new ImageSet(source.Image, source.View.GetRowCount(), source.Weights is not null);
        ReadRows(source, "Reading rows", source.LabelColumns.Append(source.Feature), cursor =>
        {
            var labels = new LabelRowReader(host, cursor, source.Label, source.Weights);
            var features = new ImageRowReader(host, cursor, source.Feature, source.LacksPictures);
            return () =>
            {
                if (!labels.TryRead(out var label, out var weight))
                    images.LeaveOut();
                else if (features.Read())
                    features.CopyTo(images.Add(label, weight));
                else
                    images.LeaveOutPicture();
            };
        });
        return images;
    }

    /// <summary>
    /// Reads labels and weights of rows that have a label: ML.NET makes no features that nobody asks for. They are asked for where
    /// pictures may be missing, which is known only then.
    /// </summary>
    /// <exception cref="InvalidOperationException">A label or weight is impossible.</exception>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    public ImageSet ReadLabels(ImageSource source, ImageStore store)
    {
        var images = new ImageSet(source.Image, store, source.Weights is not null);
        DataViewSchema.Column[] pictures = source.LacksPictures ? [source.Feature] : [];
        ReadRows(source, "Reading labels", source.LabelColumns.Concat(pictures), cursor =>
        {
            var labels = new LabelRowReader(host, cursor, source.Label, source.Weights);
            var features = source.LacksPictures ? new ImageRowReader(host, cursor, source.Feature, lacksPictures: true) : null;
            return () =>
            {
                if (!labels.TryRead(out var label, out var weight))
                    images.LeaveOut();
                else if (features?.Read() ?? true)
                    images.AddLabel(label, weight);
                else
                    images.LeaveOutPicture();
            };
        });
        return images;
    }

    /// <summary>Reads labels, weights and where pictures are, or their bytes, of rows that have a label.</summary>
    /// <exception cref="InvalidOperationException">A label or weight is impossible, or a picture cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    public ImageSet ReadEncoded(ImageSource source, EncodedSource encoded)
    {
        var store = new EncodedImages(host, encoded.Features);
        var images = new ImageSet(source.Image, store, source.Weights is not null);
        var rows = new EncodedRows(host, check, encoded.Features.Picture);
        ReadRows(source, "Reading labels", source.LabelColumns.Append(encoded.Column), cursor =>
        {
            var labels = new LabelRowReader(host, cursor, source.Label, source.Weights);
            var content = encoded.Getter(cursor);
            return () =>
            {
                if (labels.TryRead(out var label, out var weight))
                    rows.Add(content(), label, weight);
                else
                    images.LeaveOut();
            };
        });
        rows.MoveTo(images, store);
        if (images.Count > 0)
            CheckFirst(source, encoded, store);
        return images;
    }

    /// <summary>Reads the images of rows whose labels are known.</summary>
    /// <exception cref="InvalidOperationException">A feature is not finite, or the rows are not those of the labels.</exception>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    public void ReadImages(ImageSource source, ImageSet images, FileImages store)
    {
        var place = 0;
        ReadRows(source, "Reading images", [source.Label.Column, source.Feature], cursor =>
        {
            var labels = new LabelRowReader(host, cursor, source.Label, weights: null);
            var features = new ImageRowReader(host, cursor, source.Feature, source.LacksPictures);
            return () =>
            {
                if (!labels.TryRead(out var label, out _) || !features.Read())
                    return;
                CheckSame(place < images.Count && images.Labels[place] == label);
                features.CopyTo(store.Add(place));
                store.Publish(place++);
            };
        });
        CheckSame(place == images.Count);
    }

    /// <summary>Somebody may have changed features between the pictures and the trainer, who would then see others.</summary>
    private void CheckFirst(ImageSource source, EncodedSource encoded, EncodedImages store)
    {
        // Several cursors would read many rows ahead; one alone makes the features of those that it is asked for.
        using var cursor = source.View.GetRowCursorSet([source.Label.Column, source.Feature, encoded.Column], n: 1).Single();
        var labels = new LabelRowReader(host, cursor, source.Label, weights: null);
        var content = encoded.Getter(cursor);
        while (cursor.MoveNext())
        {
            if (!labels.TryRead(out _, out _) || content() is var first && first.Fault(encoded.Features.Picture) is not null)
                continue;
            var (expected, features) = (new float[source.Image.Size], new float[source.Image.Size]);
            store.Decode(first, features);
            var row = new ImageRowReader(host, cursor, source.Feature, source.LacksPictures);
            row.Read();
            row.CopyTo(expected);
            EncodedSource.CheckSame(host, source, expected, features);
            return;
        }
    }

    private void CheckSame(bool areSame)
    {
        if (!areSame)
        {
            throw host.Except(
                "The rows came in another order than before, when their labels were read, or they are others. "
                + $"{nameof(ImageStorage)} {nameof(ImageStorage.File)} needs a view that gives the same rows each time, as "
                + $"ShuffleRows does; {nameof(ImageStorage.Memory)} reads them only once.");
        }
    }

    private void ReadRows(
        ImageSource source, string what, IEnumerable<DataViewSchema.Column> columns, Func<DataViewRowCursor, Action> makeReader)
    {
        var row = 0L;
        var rowCount = source.View.GetRowCount() ?? double.NaN;
        using var progress = host.StartProgressChannel(what);
        progress.SetHeader(new ProgressHeader("rows"), entry => entry.SetProgress(0, row, rowCount));
        using var cursor = source.View.GetRowCursor(columns);
        var read = makeReader(cursor);
        for (; cursor.MoveNext(); row++)
        {
            check();
            read();
        }
    }
}
