using nietras.SeparatedValues;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>How the programs write CSV: quoted by RFC 4180 where it has to be, and nothing else of a text is changed.</summary>
internal static class CsvText
{
    /// <summary>Whole lines, each ended by <c>\n</c>.</summary>
    /// <param name="rows">The fields of each line, as many in all.</param>
    public static string Of(IEnumerable<IReadOnlyList<string>> rows)
    {
        using var lines = Sep.New(',').Writer(options => options with { Escape = true, WriteHeader = false }).ToText();
        foreach (var fields in rows)
        {
            using var line = lines.NewRow();
            for (var i = 0; i < fields.Count; i++)
                line[i].Set(fields[i]);
        }
        return lines.ToString();
    }
}
