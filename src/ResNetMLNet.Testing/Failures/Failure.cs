using System.Globalization;
using ResNetMLNet.Reports;
using ResNetMLNet.Reports.Statistics;

namespace ResNetMLNet.Testing.Failures;

/// <summary>What a failed assertion says.</summary>
internal static class Failure
{
    /// <summary>How many of many are listed.</summary>
    public const int Listed = 5;

    /// <summary>Fails with a figure, its interval, its limit and the worst classes.</summary>
    public static void Unless(bool holds, ModelReport report, string figure, Estimate estimate, string bound, double limit)
    {
        if (holds)
            return;
        var isClose = estimate.Lower <= limit && limit <= estimate.Upper
            ? " The limit lies within the interval: on so few rows it can be luck." : "";
        var worst = report.Classes.Where(row => row.RowCount > 0).OrderBy(row => row.Recall!.Value.Value).Take(Listed)
            .Select(row => Text($"  '{row.Name}': recall {row.Recall!.Value} of {row.RowCount:N0} rows"));
        throw new AssertFailedException(
            Text($"{figure} is {estimate} on {report.Rows.Count:N0} rows, and has to be {bound} {limit:F4}.{isClose} ")
            + "The worst classes:\n"
            + string.Join("\n", worst));
    }

    /// <summary>Fails with a list, cut short, unless it is empty.</summary>
    public static void IfAny(string fault, IEnumerable<string> items)
    {
        var all = items.ToList();
        if (all.Count == 0)
            return;
        var more = all.Count > Listed ? Text($"\n  and {all.Count - Listed:N0} more") : "";
        throw new AssertFailedException($"{fault}:\n" + string.Join("\n", all.Take(Listed).Select(item => $"  {item}")) + more);
    }

    /// <summary>A text that is the same in every country.</summary>
    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number of things.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
