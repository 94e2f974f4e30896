using System.Globalization;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Reports;
using ResNetMLNet.Reports.Data;
using Spectre.Console;

namespace ResNetMLNet.Pipelines.ImageFolder.Checking;

/// <summary>What the verb <c>check</c> finds as people read it.</summary>
/// <param name="console">Where it is written.</param>
internal sealed class CheckText(ProgramConsole console)
{
    private const int MostFindings = 10;
    private const int MostPictures = 4;

    /// <summary>Writes a table of the kinds, and some findings of each.</summary>
    public void Write(DataReport report)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumn("Finding")
            .AddColumn(new TableColumn("Number").RightAligned())
            .AddColumn(new TableColumn("Pictures").RightAligned())
            .AddColumn("Serious");
        foreach (var kind in Enum.GetValues<DataFindingKind>())
        {
            DataFinding[] findings = [.. report.Findings.Where(finding => finding.Kind == kind)];
            var isUnknown = kind == DataFindingKind.Mislabeled && report.DoubtfulLabels is null;
            table.AddRow(
                DataText.Of(kind),
                isUnknown ? "not looked for" : Number(findings.Length),
                isUnknown ? "" : Number(findings.Sum(finding => finding.Pictures.Count)),
                findings.Any(finding => finding.IsSerious) ? "yes" : "");
        }

        console.Results.Write(table);
        foreach (var ofKind in report.Findings.GroupBy(finding => finding.Kind))
            Write(DataText.Of(ofKind.Key), [.. ofKind]);
        Line(Summary(report));
    }

    private void Write(string name, DataFinding[] findings)
    {
        Line($"{name}:");
        foreach (var finding in findings.Take(MostFindings))
        {
            Line($"  {finding.Text}: {finding.Suggestion}");
            foreach (var picture in finding.Pictures.Take(MostPictures))
                Line($"    {picture.Name}");
            More("    ", finding.Pictures.Count - MostPictures);
        }
        More("  ", findings.Length - MostFindings);
        Line("");
    }

    private void More(string indent, int count)
    {
        if (count > 0)
            Line($"{indent}and {Number(count)} more, which --json lists");
    }

    private static string Summary(DataReport report)
    {
        var serious = report.Findings.Count(finding => finding.IsSerious);
        var counts = report.Counts.OrderBy(count => count.Key)
            .Select(count => $"{Number(count.Value)} for {DataText.Of(count.Key)}");
        var pictures = string.Join(", ", counts);
        var labels = report.DoubtfulLabels is null ? " Doubtful labels were not looked for: there are no --weights." : "";
        return $"Pictures: {pictures}. Serious findings: {Number(serious)}, others: {Number(report.Findings.Count - serious)}.{labels}";
    }

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Names of files may hold what a terminal would obey.</summary>
    private void Line(string text) => console.ResultWriter.WriteLine(PlainWriter.Line(text));
}
