using System.Globalization;
using ResNetMLNet.Benchmarks.Reporting;

namespace ResNetMLNet.Benchmarks.Growth;

/// <summary>The points as markdown.</summary>
internal static class GrowthTable
{
    /// <summary>One row per point; beside its cost stands what it is to the first point of its line.</summary>
    public static string Of(IReadOnlyList<GrowthPoint> points) => MarkdownTable.Of(
        ["line", "value", "rows", "px", "batch", "classes", "µs/image", "to the first", "peak MB"],
        points.Select(point => (IReadOnlyList<string>)
        [
            point.Case.Line,
            Text(point.Case.Value),
            Text(point.Case.Settings.Rows),
            Text(point.Case.Settings.Size),
            point.Case.Line.StartsWith("train", StringComparison.Ordinal) ? Text(point.Case.Settings.Batch) : "",
            Text(point.Case.Settings.Classes),
            Figure.Of(point.Seconds * 1e6),
            Figure.Of(point.Seconds / points.First(first => first.Case.Line == point.Case.Line).Seconds),
            Figure.Megabytes(point.PeakBytes),
        ]));

    private static string Text(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
