using System.Text.Json;
using System.Text.Json.Serialization;
using ResNetMLNet.Benchmarks.Reporting;

namespace ResNetMLNet.Benchmarks.Gpu;

/// <summary>What came of all parts, as JSON and as markdown.</summary>
/// <param name="Device">The device, as torch writes it.</param>
/// <param name="IsDryRun">Whether the device only stands for a GPU.</param>
/// <param name="Rows">The most training images.</param>
/// <param name="Parts">The parts in their order.</param>
internal sealed record GpuReport(string Device, bool IsDryRun, int Rows, IReadOnlyList<GpuPartResult> Parts)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Whether no part has failed.</summary>
    [JsonIgnore]
    public bool IsWhole => Parts.All(part => part.State != GpuPartState.Failed);

    /// <summary>The text of the file.</summary>
    public string Json() => JsonSerializer.Serialize(this, _json) + "\n";

    /// <summary>One row a figure, with its bound; one a part that was not done, with the reason.</summary>
    public string Table() => MarkdownTable.Of(
        ["part", "figure", "value", "wanted", "reached"],
        Parts.SelectMany(part => part.Figures.Select(figure => Row(part, figure)).Concat(Reason(part))));

    private IReadOnlyList<string> Row(GpuPartResult part, GpuFigure figure) =>
        [part.Name, figure.Name, figure.Text, figure.Wanted, Reached(figure)];

    /// <summary>Speeds of a dry run are those of another device.</summary>
    private string Reached(GpuFigure figure) => figure.IsReached switch
    {
        null => "",
        _ when IsDryRun => "dry run",
        true => "yes",
        false => "no",
    };

    private static IEnumerable<IReadOnlyList<string>> Reason(GpuPartResult part) => part.State == GpuPartState.Done
        ? []
        : [[part.Name, part.State == GpuPartState.Failed ? "failed" : "skipped", part.Message!.ReplaceLineEndings(" "), "", ""]];
}
