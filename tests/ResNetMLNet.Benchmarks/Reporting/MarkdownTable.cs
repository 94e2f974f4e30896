using System.Text;

namespace ResNetMLNet.Benchmarks.Reporting;

/// <summary>Writes tables as markdown.</summary>
internal static class MarkdownTable
{
    /// <summary>The text of a table: the first column to the left, the others, numbers as a rule, to the right.</summary>
    /// <exception cref="ArgumentException">A row has another number of cells than there are headings.</exception>
    public static string Of(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        Append(text, headings);
        Append(text, [.. headings.Select((_, column) => column == 0 ? "---" : "---:")]);
        foreach (var row in rows)
        {
            if (row.Count != headings.Count)
                throw new ArgumentException($"A row has {row.Count} cells under {headings.Count} headings.", nameof(rows));
            Append(text, row);
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, IReadOnlyList<string> cells) =>
        text.Append("| ")
            .AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))
            .Append(" |\n");
}
