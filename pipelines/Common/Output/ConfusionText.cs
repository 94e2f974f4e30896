using System.Globalization;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>Which classes were taken for which: a table where it fits a terminal, else the most frequent mistakes.</summary>
internal static class ConfusionText
{
    private const int Width = 80;
    private const int MostMistakes = 10;

    /// <summary>The text, its lines ending in \n but the last.</summary>
    /// <param name="names">The names of the classes.</param>
    /// <param name="counts">How often each class, a row, was taken for each, a column.</param>
    public static string Of(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<long>> counts)
    {
        names = [.. names.Select(PlainWriter.Line)];
        var cell = Math.Max($"{names.Count}".Length, counts.Max(row => row.Max(count => Text(count).Length))) + 1;
        var nameWidth = names.Max(name => name.Length);
        var number = $"{names.Count}".Length;
        return number + 1 + nameWidth + (cell * names.Count) <= Width ? Table() : Mistakes(names, counts);

        string Table() => string.Join('\n', [
            "Confusion table: a row a true class, a column the class that it was taken for",
            new string(' ', number + 1 + nameWidth) + string.Concat(names.Select((_, i) => $"{i + 1}".PadLeft(cell))),
            .. names.Select((name, i) => $"{$"{i + 1}".PadLeft(number)} {name.PadRight(nameWidth)}"
                + string.Concat(counts[i].Select(count => Text(count).PadLeft(cell)))),
        ]);
    }

    private static string Mistakes(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<long>> counts)
    {
        var mistakes =
            from truth in Enumerable.Range(0, names.Count)
            from taken in Enumerable.Range(0, names.Count)
            where truth != taken && counts[truth][taken] > 0
            orderby counts[truth][taken] descending
            select $"  {Text(counts[truth][taken])} of '{names[truth]}' taken for '{names[taken]}'";
        return string.Join(
            '\n',
            ["Most frequent mistakes, evaluate --json tells all:", .. mistakes.Take(MostMistakes).DefaultIfEmpty("  none")]);
    }

    private static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);
}
