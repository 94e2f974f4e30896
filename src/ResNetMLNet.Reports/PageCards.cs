using ResNetMLNet.Reports.Html;
using ResNetMLNet.Reports.Pictures;
using ResNetMLNet.Reports.Scoring;

namespace ResNetMLNet.Reports;

/// <summary>The rows that a page shows, with their pictures, which are read in one pass.</summary>
internal sealed class PageCards
{
    private readonly ModelReport _report;
    private readonly RowNames _names;
    private readonly Dictionary<long, string> _pictures = [];

    /// <param name="report">The report of the model.</param>
    /// <param name="rows">All rows that will be shown.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public PageCards(ModelReport report, IEnumerable<ScoredRow> rows, CancellationToken cancellationToken)
    {
        _report = report;
        _names = report.RowNames;
        if (PictureColumn.Of(report.Model, report.Data.Schema) is not { } pictures)
            return;
        var positions = rows.Select(row => row.Position).ToHashSet();
        using var cursor = new PickedRows(report.ML, report.Data, positions).GetRowCursor([report.Data.Schema[pictures.Name]]);
        var get = pictures.Getter(cursor);
        foreach (var position in positions.Order())
        {
            cancellationToken.ThrowIfCancellationRequested();
            cursor.MoveNext();
            using var picture = get();
            _pictures.Add(position, PictureUri.Of(picture));
        }
    }

    /// <summary>A row as a card.</summary>
    public PageCard Of(ScoredRow row)
    {
        var label = _report.ClassNames[row.Label];
        var text = row.IsRight
            ? $"{label}, {PageNumber.Share(row.Confidence)}"
            : $"{label}, taken for {_report.ClassNames[row.PredictedLabel]} by {PageNumber.Share(row.Confidence)} to {PageNumber.Share(row.LabelScore)}";
        return new(_names.Of(row.Position), text, _pictures.TryGetValue(row.Position, out var picture) ? [picture] : []);
    }
}
