using ResNetMLNet.Reports.Html;
using ResNetMLNet.Reports.Scoring;

namespace ResNetMLNet.Reports;

internal sealed partial class ModelPage
{
    // More do not fit on any screen.
    private const int MostClasses = 32;
    private const int ConfusionsShown = 50;
    private const int RowsOfCells = 600;
    private const int RowsOfCell = 8;

    /// <summary>The rows that are shown of each cell, the surest first.</summary>
    private static Dictionary<(int Label, int PredictedLabel), List<PredictedRow>> Cells(ModelReport report)
    {
        if (report.ClassNames.Count > MostClasses)
            return [];
        var cells = report.Rows.GroupBy(row => (row.Label, row.PredictedLabel))
            .OrderByDescending(cell => cell.Count())
            .Take(RowsOfCells)
            .ToList();
        var shown = Math.Clamp(RowsOfCells / cells.Count, 1, RowsOfCell);
        return cells.ToDictionary(cell => cell.Key, cell => cell.OrderByDescending(row => row.Confidence).Take(shown).ToList());
    }

    private PageSection Confusion() => _report.ClassNames.Count > MostClasses
        ? new("Confusions", "The most frequent ones.") { Tables = [Confusions()] }
        : new("Confusions", "Rows by their class, columns by what they are taken for; a number opens some of them.") { Matrix = Matrix() };

    private PageTable Confusions() => new(
        "Confusions",
        ["class", "taken for", "rows"],
        [
            .. (from label in Enumerable.Range(0, _report.ClassNames.Count)
                from predicted in Enumerable.Range(0, _report.ClassNames.Count)
                let count = _report.ConfusionMatrix[label][predicted]
                where label != predicted && count > 0
                orderby count descending
                select (string[])[_report.ClassNames[label], _report.ClassNames[predicted], PageNumber.Count(count)]).Take(ConfusionsShown),
        ]);

    private PageMatrix Matrix() => new(
        _report.ClassNames,
        [
            .. _report.ClassNames.Select((name, label) =>
                new PageMatrixRow(name, [.. _report.ClassNames.Select((_, predicted) => Cell(label, predicted))])),
        ]);

    private PageMatrixCell Cell(int label, int predicted)
    {
        var count = _report.ConfusionMatrix[label][predicted];
        var (name, taken) = (_report.ClassNames[label], _report.ClassNames[predicted]);
        var outcome = label == predicted ? "recognized" : $"taken for {taken}";
        var title = $"{PageNumber.Count(count)} {(count == 1 ? "row" : "rows")} of {name} {outcome}";
        var percent = count == 0 ? 0 : (int)Math.Ceiling(100 * Math.Sqrt((double)count / _report.Classes[label].RowCount));
        var cards = _cells.TryGetValue((label, predicted), out var rows) ? rows.Select(_cards.Of).ToList() : [];
        return new($"cell-{label}-{predicted}", title, count == 0 ? "" : PageNumber.Count(count), percent, label == predicted, cards);
    }
}
