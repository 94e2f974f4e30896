using System.Text.Json;
using System.Text.Json.Serialization;
using ResNetMLNet.History;

namespace ResNetMLNet.Training.Callbacks;

/// <summary>A history as text. Numbers are written in full, the same way everywhere.</summary>
internal static class HistoryText
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        // JSON has no number for an infinite validation loss.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>A JSON object a line.</summary>
    public static string JsonLines(IReadOnlyList<EpochMetrics> history) =>
        string.Concat(history.Select(row => JsonSerializer.Serialize(row, _json) + "\n"));

    /// <summary>RFC 4180 with a header: the names and numbers of the JSON objects, none of which needs quotes.</summary>
    public static string Csv(IReadOnlyList<EpochMetrics> history)
    {
        var rows = history.Select(row => JsonSerializer.SerializeToNode(row, _json)!.AsObject()).ToList();
        var names = rows.Take(1).Select(row => row.Select(field => field.Key));
        var values = rows.Select(row => row.Select(field => field.Value?.ToString()));
        return string.Concat(names.Concat(values).Select(fields => string.Join(',', fields) + "\r\n"));
    }
}
