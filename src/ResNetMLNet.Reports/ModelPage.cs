using ResNetMLNet.Reports.Html;
using ResNetMLNet.Reports.Scoring;

namespace ResNetMLNet.Reports;

/// <summary>What the page of a report says, in the order in which it is asked: how good, on what, where not, and why.</summary>
internal sealed partial class ModelPage
{
    private const int RowsShown = 24;

    private readonly ModelReport _report;
    private readonly ModelReport.PageOptions _options;
    private readonly ModelComparison? _comparison;
    private readonly List<PredictedRow> _mistakes;
    private readonly List<PredictedRow> _leastSure;
    private readonly List<PredictedRow> _changed;
    private readonly Dictionary<(int Label, int PredictedLabel), List<PredictedRow>> _cells;
    private readonly PageCards _cards;

    public ModelPage(ModelReport report, ModelReport.PageOptions options)
    {
        _report = report;
        _options = options;
        _comparison = options.Baseline is { } baseline ? report.CompareTo(baseline) : null;
        _mistakes = [.. report.WorstMistakes.Take(RowsShown)];
        _leastSure = [.. report.LeastSure.Take(RowsShown)];
        var changed = (_comparison?.Changed ?? [])
            .Where(row => row.IsRight || row.WasRight)
            .Take(RowsShown)
            .Select(row => row.Position)
            .ToHashSet();
        _changed = [.. report.Rows.Where(row => changed.Contains(row.Position))];
        _cells = Cells(report);
        _cards = new PageCards(
            report,
            [.. _mistakes, .. _leastSure, .. _changed, .. _cells.Values.SelectMany(rows => rows)],
            [.. _mistakes, .. _leastSure],
            options);
    }

    /// <summary>Makes the page.</summary>
    public Page Create() => new(_options.Title, Note(), [.. Sections().Select(UnlessCancelled)]);

    private PageSection UnlessCancelled(PageSection section)
    {
        _options.CancellationToken.ThrowIfCancellationRequested();
        return section;
    }

    private string Note()
    {
        var unlabeled = PageNumber.Count(_report.UnlabeledRowCount);
        return $"{PageNumber.Count(_report.Rows.Count)} rows of {_report.ClassNames.Count} classes"
            + (_report.UnlabeledRowCount > 0 ? $", and {unlabeled} without a label, which are in no figure" : "")
            + ". Intervals hold the figure in 95 of 100 such samples.";
    }

    private IEnumerable<PageSection> Sections()
    {
        yield return new("Figures") { Tables = [Figures()] };
        if (_comparison is not null)
            yield return Comparison(_comparison);
        if (_options.Curves.Count > 0)
            yield return new("Training") { Charts = [.. Curves()] };
        yield return new("Classes") { Tables = [Classes()] };
        yield return Confusion();
        if (_options.SliceColumnNames.Count > 0)
            yield return AllSlices();
        if (_report.HasProbabilities)
            yield return Confidence();
        if (_mistakes.Count > 0)
            yield return WorstMistakes();
        if (_leastSure.Count > 0)
            yield return new("Least sure right answers") { Cards = [.. _leastSure.Select(_cards.Of)] };
        if (_options.Changes.Count > 0)
            yield return Robustness();
        if (_options.Facts.Count > 0)
            yield return Facts();
    }

    private PageSection AllSlices() => new("Slices", "The rows by the values of a column, the least accurate first.")
    {
        Tables = [.. _options.SliceColumnNames.Select(Slices)],
    };

    private PageSection WorstMistakes() => new("Worst mistakes", "Wrong answers with the greatest lead over the right one.")
    {
        Cards = [.. _mistakes.Select(_cards.Of)],
    };

    private PageSection Facts()
    {
        IReadOnlyList<string>[] rows = [.. _options.Facts.Select(fact => (string[])[fact.Key, fact.Value])];
        PageTable facts = new("Model and data", ["", "value"], rows) { IsText = true };
        return new("Model and data") { Tables = [facts] };
    }
}
