using System.Text.Json;

namespace ResNetMLNet.Benchmarks.Ratios;

/// <summary>The comparison as JSON: an array of lines.</summary>
internal static class RatioFile
{
    /// <summary>The file beside <c>benchmarks.md</c>, which the assembly holds as well.</summary>
    public const string CommittedName = "benchmarks.ratios.json";

    private static readonly JsonSerializerOptions _json =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    /// <summary>The text of the file.</summary>
    /// <param name="rows">The lines.</param>
    /// <param name="processor">What they were measured on.</param>
    public static string Text(IReadOnlyList<RatioRow> rows, string processor) =>
        JsonSerializer.Serialize(rows.Select(row => row with { Processor = processor }), _json) + "\n";

    /// <summary>The lines that were committed with this program.</summary>
    public static IReadOnlyList<RatioRow> Committed()
    {
        using var file = typeof(RatioFile).Assembly.GetManifestResourceStream(CommittedName)!;
        return JsonSerializer.Deserialize<List<RatioRow>>(file, _json)!;
    }
}
