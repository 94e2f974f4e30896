using System.Globalization;
using ResNetMLNet.Benchmarks.Reporting;

namespace ResNetMLNet.Benchmarks.Ratios;

/// <summary>Which lines are worse than the committed ones.</summary>
internal static class RatioFall
{
    /// <summary>
    /// Says a line for each row that is worse by more than the larger of both spreads, or that there is none, and whether the machine is
    /// another one.
    /// </summary>
    /// <param name="rows">The rows of a run; those that were not committed are left out.</param>
    /// <param name="committed">The committed rows.</param>
    /// <param name="processor">What the run was on.</param>
    public static IReadOnlyList<string> Text(IReadOnlyList<RatioRow> rows, IReadOnlyList<RatioRow> committed, string processor)
    {
        var pairs = rows.Join(committed, row => row.Id, row => row.Id, (now, before) => (Now: now, Before: before)).ToList();
        var fallen = pairs.Where(pair => IsWorse(pair.Now, pair.Before)).Select(pair => Fall(pair.Now, pair.Before)).ToList();
        var others = pairs.Select(pair => pair.Before.Processor).Where(name => name != processor).Distinct();
        return
        [
            .. fallen is [] ? [$"Of {pairs.Count} rows that are committed, none is worse by more than its spread."] : fallen,
            .. others.Select(other => $"The committed rows are of another kind of machine: {other}; this is {processor}."),
        ];
    }

    private static bool IsWorse(RatioRow now, RatioRow before)
    {
        var change = (now.Ratio - before.Ratio) / before.Ratio;
        return (IsBoundFromAbove(now) ? change : -change) > Spread(now, before);
    }

    private static string Fall(RatioRow now, RatioRow before) => string.Create(
        CultureInfo.InvariantCulture,
        $"{now.Id} {(IsBoundFromAbove(now) ? "rose" : "fell")} from {RatioTables.Ratio(before.Ratio)} to {RatioTables.Ratio(now.Ratio)}, "
        + $"more than its spread of {Figure.Percent(Spread(now, before))}.");

    private static bool IsBoundFromAbove(RatioRow row) => row.AtMost is not null;

    private static double Spread(RatioRow now, RatioRow before) => Math.Max(now.Spread, before.Spread);
}
