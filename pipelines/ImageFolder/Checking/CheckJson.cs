using System.Text.Json;
using ResNetMLNet.Reports;

namespace ResNetMLNet.Pipelines.ImageFolder.Checking;

/// <summary>What the verb <c>check</c> finds as it is written in JSON.</summary>
internal static class CheckJson
{
    /// <summary>The value to be written.</summary>
    public static object Of(DataReport report) => new
    {
        Pictures = report.Counts.OrderBy(count => count.Key).ToDictionary(count => Word(count.Key), count => count.Value),
        Findings = report.Findings.Select(finding => new
        {
            Kind = Word(finding.Kind),
            finding.IsSerious,
            finding.Text,
            finding.Suggestion,
            Pictures = finding.Pictures.Select(picture => new { Part = Word(picture.Part), picture.Row, picture.Path, picture.Label }),
        }),
        report.DoubtfulLabels,
    };

    private static string Word(Enum value) => JsonNamingPolicy.CamelCase.ConvertName($"{value}");
}
