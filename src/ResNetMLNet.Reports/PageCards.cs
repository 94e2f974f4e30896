using Microsoft.ML;
using ResNetMLNet.Reports.Html;
using ResNetMLNet.Reports.Pictures;
using ResNetMLNet.Reports.Scoring;
using SkiaSharp;

namespace ResNetMLNet.Reports;

/// <summary>The rows that a page shows, with their pictures, which are read in one pass.</summary>
internal sealed class PageCards
{
    private readonly ModelReport _report;
    private readonly RowNames _names;
    private readonly Dictionary<long, string> _pictures = [];
    private readonly Dictionary<long, string> _explained = [];

    /// <param name="report">The report of the model.</param>
    /// <param name="rows">All rows that will be shown.</param>
    /// <param name="explained">Those of them that are shown with what decided, where the options have a model that tells.</param>
    /// <param name="options">What the page shows.</param>
    public PageCards(
        ModelReport report, IEnumerable<PredictedRow> rows, IEnumerable<PredictedRow> explained, ModelReport.PageOptions options)
    {
        _report = report;
        _names = report.RowNames;
        if (PictureColumn.Of(report.Model, report.Data) is not { } column)
            return;
        Read(_pictures, rows, picked => Pictures(column, picked), options);
        if (options.ExplainedModel is { } model)
            Read(_explained, explained, picked => ExplainedPictures.Of(column, model, picked), options);
    }

    /// <summary>A row as a card.</summary>
    public PageCard Of(PredictedRow row)
    {
        var (label, confidence) = (_report.ClassNames[row.Label], PageNumber.Share(row.Confidence));
        var text = row.IsRight
            ? $"{label}, {confidence}"
            : $"{label}, taken for {_report.ClassNames[row.PredictedLabel]} by {confidence} to {PageNumber.Share(row.LabelScore)}";
        return new(_names.Of(row.Position), text, [.. Images(row.Position)]);
    }

    private IEnumerable<PageImage> Images(long position)
    {
        var name = _names.Of(position);
        if (_pictures.TryGetValue(position, out var picture))
            yield return new(picture, name);
        if (_explained.TryGetValue(position, out var explained))
            yield return new(explained, $"what decided of {name}");
    }

    private static IEnumerable<SKBitmap?> Pictures(PictureColumn column, IDataView data)
    {
        using var cursor = data.GetRowCursor([data.Schema[column.Name]]);
        var get = column.Getter(cursor);
        while (cursor.MoveNext())
            yield return get();
    }

    private void Read(
        Dictionary<long, string> images,
        IEnumerable<PredictedRow> rows,
        Func<IDataView, IEnumerable<SKBitmap?>> read,
        ModelReport.PageOptions options)
    {
        var positions = rows.Select(row => row.Position).ToHashSet();
        foreach (var (position, picture) in positions.Order().Zip(read(new PickedRows(_report.ML, _report.Data, positions))))
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            if (picture is null)
                continue;
            using (picture)
                images.Add(position, PictureUri.Of(picture));
        }
    }
}
