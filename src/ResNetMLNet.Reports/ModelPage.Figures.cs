using ResNetMLNet.Reports.Html;
using ResNetMLNet.Reports.Statistics;

namespace ResNetMLNet.Reports;

internal sealed partial class ModelPage
{
    private const int TopK = 3;
    private const int RowsChanged = 200;

    private PageTable Figures()
    {
        ModelReport[] reports = _options.Baseline is { } baseline ? [_report, baseline] : [_report];
        string[] columns = reports.Length == 1
            ? ["figure", "value", "interval"]
            : ["figure", "value", "interval", "other model", "interval"];
        List<IReadOnlyList<string>> rows =
        [
            Row("Accuracy", report => Share(report.Accuracy)),
            Row("Macro accuracy", report => Share(report.MacroAccuracy)),
        ];
        if (_report.ClassNames.Count > TopK)
            rows.Add(Row($"Top-{TopK} accuracy", report => Share(report.TopKAccuracy(TopK))));
        if (reports.All(report => report.HasProbabilities))
        {
            rows.Add(Row("Log loss", report => [PageNumber.Number(report.LogLoss.Value), PageNumber.Interval(report.LogLoss)]));
            rows.Add(Row("Expected calibration error", report => CalibrationError(report.Calibration)));
        }
        var uncalibrated = reports.Select(report => report.Uncalibrated(_options.CancellationToken)).ToList();
        if (uncalibrated.Exists(calibration => calibration is not null))
            rows.Add(["The same without the temperature", .. uncalibrated.SelectMany(CalibrationError)]);
        if (reports.Any(report => report.AnsweredShare.Value < 1))
        {
            rows.Add(Row("Rows with an answer", report => Share(report.AnsweredShare)));
            rows.Add(Row("Accuracy of answers", report => Share(report.AnsweredAccuracy)));
        }
        rows.Add(Row(
            "Rows scored in a second",
            report => [PageNumber.Count((long)(report.Rows.Count / report.ScoringTime.TotalSeconds)), ""]));
        return new("Figures", columns, rows);

        string[] Row(string name, Func<ModelReport, string[]> figure) => [name, .. reports.SelectMany(figure)];
    }

    private static string[] CalibrationError(Calibration? calibration) =>
        [calibration is null ? PageNumber.None : PageNumber.Number(calibration.ExpectedError), ""];

    private static string[] Share(Estimate? share) => [PageNumber.Share(share), PageNumber.Interval(share)];

    private PageSection Comparison(ModelComparison comparison)
    {
        PageTable counts = new(
            "Against the other model",
            ["rows", "count"],
            [
                ["right here, wrong there", PageNumber.Count(comparison.Won)],
                ["wrong here, right there", PageNumber.Count(comparison.Lost)],
                ["taken for different classes", PageNumber.Count(comparison.Changed.Count)],
            ]);
        var probability = PageNumber.Number(comparison.DifferenceProbability);
        var note = $"Models that are equally good differ as much or more with a probability of {probability} (McNemar's exact test)."
            + (_changed.Count > 0 ? " Below are rows that one of the two has right." : "");
        return new("Against the other model", note) { Tables = [counts], Cards = [.. _changed.Select(_cards.Of)] };
    }

    private IEnumerable<PageChart> Curves() => _options.Curves.GroupBy(curve => curve.Chart).Select(chart => Chart.Lines(
        chart.Key,
        "epoch",
        "",
        [
            .. chart.Select(curve => new ChartSeries(
                curve.Name, [.. curve.Values.Select((value, epoch) => (epoch + 1.0, value ?? double.NaN))])),
        ]));

    private PageTable Classes() => new(
        "Classes",
        ["class", "rows", "recall", "interval", "precision", "interval"],
        [
            .. _report.Classes.Select(row => (string[])
                [row.Name, PageNumber.Count(row.RowCount), .. Share(row.Recall), .. Share(row.Precision)]),
        ]);

    private PageTable Slices(string columnName) => new(
        columnName,
        [columnName, "rows", "accuracy", "interval"],
        [
            .. _report.Slices(columnName)
                .OrderBy(slice => slice.Accuracy.Value)
                .Select(slice => (string[])[slice.Value, PageNumber.Count(slice.RowCount), .. Share(slice.Accuracy)]),
        ]);

    private PageSection Confidence()
    {
        var bins = _report.Calibration.Bins;
        PageTable table = new(
            "Accuracy by confidence",
            ["confidence", "rows", "accuracy", "interval"],
            [.. bins.Select(bin => (string[])[PageNumber.Share(bin.Confidence), PageNumber.Count(bin.RowCount), .. Share(bin.Accuracy)])]);
        return new("Confidence", "A model that is right in nine of ten answers of which it is sure by 90% can be believed.")
        {
            Tables = [table],
            Charts = [Reliability(bins)],
        };
    }

    private static PageChart Reliability(IReadOnlyList<CalibrationBin> bins) => Chart.Lines(
        "Accuracy by confidence",
        "confidence",
        "accuracy",
        [
            new("as it should be", [(0, 0), (1, 1)], IsReference: true),
            new("measured", [.. bins.Select(bin => (bin.Confidence, bin.Accuracy.Value))]),
        ],
        isShare: true);

    private PageSection Robustness()
    {
        var shares = _options.Changes.Select(change =>
        {
            _options.Progress?.Report(change.Name);
            return (string[])[change.Name, .. Share(_report.Robustness(change, RowsChanged, _options.CancellationToken))];
        });
        var rows = PageNumber.Count(Math.Min(RowsChanged, _report.Rows.Count));
        return new("Robustness", $"The share of {rows} answers that stay when pictures are changed.")
        {
            Tables = [new("Robustness", ["change", "same answer", "interval"], [.. shares])],
        };
    }
}
