using System.Globalization;
using ResNetMLNet.Reports;
using ResNetMLNet.Reports.Statistics;
using Spectre.Console;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>The figures of the verb <c>evaluate</c>; as JSON, its members in this order.</summary>
internal sealed record EvaluationReport(
    string Dataset,
    long TestRows,
    double Accuracy,
    IReadOnlyList<double> AccuracyInterval,
    double MacroAccuracy,
    IReadOnlyList<double> MacroAccuracyInterval,
    double LogLoss,
    IReadOnlyList<double> LogLossInterval,
    double CalibrationError,
    double? AnsweredShare,
    double? AnsweredAccuracy,
    IReadOnlyList<EvaluationReport.ClassRow> Classes,
    IReadOnlyList<IReadOnlyList<long>> ConfusionMatrix,
    EvaluationReport.Other? Compared)
{
    /// <summary>Takes the figures out of a model's report.</summary>
    /// <param name="dataset">What was scored.</param>
    /// <param name="report">The model's report.</param>
    /// <param name="baseline">That of another model, to compare with; null for none.</param>
    /// <param name="mayReject">Whether the model need not name a class of every image.</param>
    public static EvaluationReport Of(string dataset, ModelReport report, ModelReport? baseline, bool mayReject) => new(
        dataset,
        report.Rows.Count,
        report.Accuracy.Value,
        Interval(report.Accuracy),
        report.MacroAccuracy.Value,
        Interval(report.MacroAccuracy),
        report.LogLoss.Value,
        Interval(report.LogLoss),
        report.Calibration.ExpectedError,
        mayReject ? report.AnsweredShare.Value : null,
        mayReject ? report.AnsweredAccuracy?.Value : null,
        [
            .. report.Classes.Select(row => new ClassRow(
                row.Name,
                row.Precision?.Value,
                Interval(row.Precision),
                row.Recall?.Value,
                Interval(row.Recall))),
        ],
        report.ConfusionMatrix,
        baseline is null ? null : Other.Of(baseline, report.CompareTo(baseline)));

    /// <summary>Writes the figures to standard output.</summary>
    /// <param name="title">The data set's name as tables show it.</param>
    /// <param name="json">Whether as JSON instead of tables.</param>
    /// <param name="console">Where to.</param>
    public void Write(string title, bool json, ProgramConsole console)
    {
        if (json)
        {
            console.ResultWriter.WriteLine(JsonText.Of(this));
            return;
        }

        console.Results.Write(ToTable(title));
        if (Compared is not null)
            console.Results.Write(Compared.ToTable());
        console.Results.Write(ToClassTable());
        console.ResultWriter.WriteLine(ConfusionText.Of([.. Classes.Select(row => row.Class)], ConfusionMatrix));
    }

    private Table ToTable(string title)
    {
        var table = new Table().Border(TableBorder.Rounded).HideHeaders()
            .AddColumn("")
            .AddColumn(new TableColumn("").RightAligned())
            .AddColumn("")
            .AddRow("Data set", Markup.Escape(PlainWriter.Line(title)))
            .AddRow("Test images", TestRows.ToString("N0", CultureInfo.InvariantCulture))
            .AddRow("Accuracy", Fixed(Accuracy), Fixed(AccuracyInterval))
            .AddRow("Macro accuracy", Fixed(MacroAccuracy), Fixed(MacroAccuracyInterval))
            .AddRow("Log loss", Fixed(LogLoss), Fixed(LogLossInterval))
            .AddRow("Calibration error", Fixed(CalibrationError));
        return AnsweredShare is { } share
            ? table.AddRow("Share answered", Fixed(share)).AddRow("Accuracy among them", Fixed(AnsweredAccuracy))
            : table;
    }

    private Table ToClassTable()
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumn("Class")
            .AddColumn(new TableColumn("Precision").RightAligned())
            .AddColumn("")
            .AddColumn(new TableColumn("Recall").RightAligned())
            .AddColumn("");
        foreach (var row in Classes)
        {
            table.AddRow(
                Markup.Escape(PlainWriter.Line(row.Class)),
                Fixed(row.Precision),
                Fixed(row.PrecisionInterval),
                Fixed(row.Recall),
                Fixed(row.RecallInterval));
        }
        return table;
    }

    private static double[] Interval(Estimate estimate) => [estimate.Lower, estimate.Upper];

    private static double[]? Interval(Estimate? estimate) => estimate is { } known ? Interval(known) : null;

    private static string Fixed(double? value) => value?.ToString("F4", CultureInfo.InvariantCulture) ?? "-";

    private static string Fixed(IReadOnlyList<double>? interval) => interval is null ? "" : $"{Fixed(interval[0])} to {Fixed(interval[1])}";

    /// <summary>Another model on the same images.</summary>
    /// <param name="Accuracy">Its accuracy.</param>
    /// <param name="Won">How many images the evaluated model has right and it has wrong.</param>
    /// <param name="Lost">How many it has right and the evaluated model has wrong.</param>
    /// <param name="DifferenceProbability">
    /// The probability that models which are equally good differ as much, by McNemar's exact test.
    /// </param>
    internal sealed record Other(double Accuracy, int Won, int Lost, double DifferenceProbability)
    {
        public static Other Of(ModelReport baseline, ModelComparison comparison) =>
            new(baseline.Accuracy.Value, comparison.Won, comparison.Lost, comparison.DifferenceProbability);

        public Table ToTable() => new Table().Border(TableBorder.Rounded).HideHeaders()
            .AddColumn("")
            .AddColumn(new TableColumn("").RightAligned())
            .AddRow("Accuracy of the other model", Fixed(Accuracy))
            .AddRow("Right here, wrong there", Won.ToString("N0", CultureInfo.InvariantCulture))
            .AddRow("Wrong here, right there", Lost.ToString("N0", CultureInfo.InvariantCulture))
            .AddRow("Probability of that by luck", Fixed(DifferenceProbability));
    }

    /// <summary>One class.</summary>
    /// <param name="Class">Its name.</param>
    /// <param name="Precision">The share of right ones among the images that were taken for it; null if there are none.</param>
    /// <param name="PrecisionInterval">The 95% interval of it.</param>
    /// <param name="Recall">The share of its images that were recognized; null if it has none.</param>
    /// <param name="RecallInterval">The 95% interval of it.</param>
    internal sealed record ClassRow(
        string Class, double? Precision, IReadOnlyList<double>? PrecisionInterval, double? Recall, IReadOnlyList<double>? RecallInterval);
}
