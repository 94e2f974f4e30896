using System.Globalization;
using ResNetMLNet.Benchmarks.Reporting;
using ResNetMLNet.Benchmarks.Running;

namespace ResNetMLNet.Benchmarks.Ratios;

/// <summary>The comparison as markdown.</summary>
internal static class RatioTables
{
    /// <summary>The lines with their bounds.</summary>
    public static string Of(IEnumerable<RatioRow> rows) => MarkdownTable.Of(
        ["id", "ours", "theirs", "ratio", "wanted", "spread", "reached"],
        rows.Select(row => (IReadOnlyList<string>)
        [
            row.Id, Value(row, row.Ours), Value(row, row.Theirs), Ratio(row.Ratio), Bound(row), Figure.Percent(row.Spread),
            row.IsReached ? "yes" : "no",
        ]));

    /// <summary>Every contender of every race: median speed and peak memory.</summary>
    public static string OfContenders(IEnumerable<RaceResult> races) => MarkdownTable.Of(
        ["race", "contender", "images/s", "spread", "peak MB", "rows a round", "rounds"],
        races.SelectMany(result => result.Race.Contenders.Select(settings => (IReadOnlyList<string>)
        [
            result.Race.Title,
            settings.Contender,
            Figure.Of(result.Speed(settings.Contender)),
            Figure.Percent(Statistics.Spread([.. result.Rounds[settings.Contender].Select(round => round.Speed)])),
            Figure.Megabytes(result.PeakBytes(settings.Contender)),
            settings.Rows.ToString("N0", CultureInfo.InvariantCulture),
            Rounds(result),
        ])));

    /// <summary>A ratio as people read it.</summary>
    public static string Ratio(double value) => value.ToString(value < 0.1 ? "0.0000" : "0.00", CultureInfo.InvariantCulture);

    private static string Rounds(RaceResult result) =>
        result.Count == result.Race.Rounds ? $"{result.Count}" : $"{result.Count} (time was short)";

    private static string Value(RatioRow row, double value) => row.Id switch
    {
        "input-share" => $"{Figure.Of(value)} s",
        "fit-memory" or "fine-tune-memory" => $"{Figure.Megabytes(value)} MB",
        _ => $"{Figure.Of(value)}/s",
    };

    private static string Bound(RatioRow row) => string.Create(
        CultureInfo.InvariantCulture, $"{(row.AtLeast is null ? "at most" : "at least")} {row.AtLeast ?? row.AtMost}");
}
