using System.Text.Json;

namespace ResNetMLNet.Benchmarks.Ratios;

/// <summary>The comparison as JSON: an array of lines.</summary>
internal static class RatioFile
{
    private static readonly JsonSerializerOptions _json =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    /// <summary>The text of the file.</summary>
    public static string Text(IReadOnlyList<RatioRow> rows) => JsonSerializer.Serialize(rows, _json) + "\n";
}
