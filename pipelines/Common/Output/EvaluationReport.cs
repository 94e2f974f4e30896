using System.Globalization;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.Data;
using Spectre.Console;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>The figures of the verb <c>evaluate</c>; as JSON, its members in this order.</summary>
internal sealed record EvaluationReport(
    string Dataset,
    long TestRows,
    double Accuracy,
    double MacroAccuracy,
    double LogLoss,
    double? AnsweredShare,
    double? AnsweredAccuracy,
    IReadOnlyList<EvaluationReport.ClassRow> Classes,
    IReadOnlyList<IReadOnlyList<double>> ConfusionMatrix)
{
    /// <summary>Takes the figures out of ML.NET's metrics.</summary>
    public static EvaluationReport Of(
        string dataset,
        long testRows,
        IReadOnlyList<string> classNames,
        MulticlassClassificationMetrics metrics,
        AnswerFigures? answered)
    {
        var matrix = metrics.ConfusionMatrix;
        return new EvaluationReport(
            dataset,
            testRows,
            metrics.MicroAccuracy,
            metrics.MacroAccuracy,
            metrics.LogLoss,
            answered?.Share,
            answered?.Accuracy,
            [.. classNames.Select((name, i) => new ClassRow(name, matrix.PerClassPrecision[i], matrix.PerClassRecall[i]))],
            matrix.Counts);
    }

    /// <summary>Writes the figures to standard output.</summary>
    /// <param name="title">The data set's name as tables show it.</param>
    /// <param name="metrics">The metrics that the figures were taken from.</param>
    /// <param name="json">Whether as JSON instead of tables.</param>
    /// <param name="console">Where to.</param>
    public void Write(string title, MulticlassClassificationMetrics metrics, bool json, ProgramConsole console)
    {
        if (json)
        {
            console.ResultWriter.WriteLine(JsonText.Of(this));
            return;
        }

        console.Results.Write(ToTable(title));
        console.Results.Write(ToClassTable());
        console.ResultWriter.WriteLine(ConfusionText.Of([.. Classes.Select(row => row.Class)], metrics.ConfusionMatrix));
    }

    private Table ToTable(string title)
    {
        var table = new Table().Border(TableBorder.Rounded).HideHeaders()
            .AddColumn("")
            .AddColumn(new TableColumn("").RightAligned())
            .AddRow("Data set", Markup.Escape(PlainWriter.Line(title)))
            .AddRow("Test images", TestRows.ToString("N0", CultureInfo.InvariantCulture))
            .AddRow("Accuracy", Fixed(Accuracy))
            .AddRow("Macro accuracy", Fixed(MacroAccuracy))
            .AddRow("Log loss", Fixed(LogLoss));
        if (AnsweredShare is { } share)
        {
            table.AddRow("Share answered", Fixed(share))
                .AddRow("Accuracy among them", AnsweredAccuracy is { } accuracy ? Fixed(accuracy) : "-");
        }
        return table;
    }

    private Table ToClassTable()
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumn("Class")
            .AddColumn(new TableColumn("Precision").RightAligned())
            .AddColumn(new TableColumn("Recall").RightAligned());
        foreach (var row in Classes)
            table.AddRow(Markup.Escape(PlainWriter.Line(row.Class)), Fixed(row.Precision), Fixed(row.Recall));
        return table;
    }

    private static string Fixed(double value) => value.ToString("F4", CultureInfo.InvariantCulture);

    /// <summary>One class.</summary>
    /// <param name="Class">Its name.</param>
    /// <param name="Precision">The share of right ones among the images that were taken for it.</param>
    /// <param name="Recall">The share of its images that were recognized.</param>
    internal sealed record ClassRow(string Class, double Precision, double Recall);
}
