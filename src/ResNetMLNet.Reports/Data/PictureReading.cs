using System.Collections.Concurrent;
using Microsoft.ML;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Reports.Data;

/// <summary>Looks at all pictures of a part of the data, several at a time, none of which it keeps.</summary>
/// <param name="pictureColumnName">The column of paths, or of the bytes of picture files.</param>
/// <param name="labelColumnName">The column of classes.</param>
/// <param name="rules">What pictures are decoded by.</param>
/// <param name="progress">Is told how many were looked at.</param>
internal sealed class PictureReading(string pictureColumnName, string labelColumnName, PictureRules rules, IProgress<string>? progress)
{
    private const int PicturesPerReport = 64;

    /// <summary>Looks at the pictures.</summary>
    /// <returns>What is known of each, in the order of the rows.</returns>
    /// <exception cref="ArgumentException">The data lack one of the columns, or it has another type.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public List<PictureEntry> Read(IDataView data, DataPart part, CancellationToken cancellationToken)
    {
        var label = LabelReader.Find(data.Schema, labelColumnName);
        var source = new PictureSource(pictureColumnName, null, rules, UnreadablePictures.Throw);
        var picture = source.In(data.Schema) ?? throw new ArgumentException(
            $"The data have no column '{pictureColumnName}' of texts or of vectors of Byte: give the name of the column of the paths or of "
            + "the bytes of pictures.");
        using var cursor = data.GetRowCursor([picture, label]);
        var total = data.GetRowCount() is { } count ? FormattableString.Invariant($" of {count:N0}") : "";
        var rows = Rows(cursor, part, source.Getter(cursor, picture), LabelReader.Getter(cursor, label));
        ConcurrentDictionary<int, PictureEntry> entries = [];
        Parallel.ForEach(
            Partitioner.Create(rows, EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount },
            () => new PictureLooker(rules),
            (row, _, looker) =>
            {
                entries[row.Picture.Row!.Value] = new PictureEntry(row.Picture, looker.LookAt(row.Content));
                if (entries.Count % PicturesPerReport == 0)
                    Tell(part, entries.Count, total);
                return looker;
            },
            _ => { });
        return [.. entries.OrderBy(entry => entry.Key).Select(entry => entry.Value)];
    }

    private void Tell(DataPart part, int count, string total) =>
        progress?.Report(FormattableString.Invariant($"Looking at the {DataText.Of(part)} pictures: {count:N0}{total}"));

    private static IEnumerable<(DataPicture Picture, EncodedContent Content)> Rows(
        DataViewRowCursor cursor, DataPart part, Func<EncodedContent> getContent, Func<string?> getLabel)
    {
        while (cursor.MoveNext())
        {
            var content = getContent();
            yield return (new DataPicture(part, (int)cursor.Position, content.File, getLabel()), content);
        }
    }
}
