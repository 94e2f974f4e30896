using System.Text.Json.Serialization;
using ResNetMLNet.Benchmarks.Reporting;

namespace ResNetMLNet.Benchmarks.Ratios;

/// <summary>One line of the comparison; the order of the fields is that of the file.</summary>
/// <param name="Id">The name of the line.</param>
/// <param name="Ours">Our median: rows a second, but seconds for input-share and bytes for those of memory.</param>
/// <param name="Theirs">The other's median in the same unit.</param>
/// <param name="Ratio">Ours over theirs.</param>
/// <param name="AtLeast">The least ratio that is wanted; null where a bound from above is.</param>
/// <param name="AtMost">The highest ratio that is wanted, left out of the file where there is none.</param>
/// <param name="Spread">The largest less the smallest ratio of a round, over their median.</param>
/// <param name="Processor">What it was measured on; null where it is not written down.</param>
internal sealed record RatioRow(
    string Id,
    double Ours,
    double Theirs,
    double Ratio,
    double? AtLeast,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? AtMost,
    double Spread,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Processor = null)
{
    /// <summary>Whether the ratio is as wanted.</summary>
    [JsonIgnore]
    public bool IsReached => Ratio >= (AtLeast ?? double.NegativeInfinity) && Ratio <= (AtMost ?? double.PositiveInfinity);

    /// <summary>Makes a line from the figures of the rounds, the first of one beside the first of the other.</summary>
    public static RatioRow Of(
        string id, IReadOnlyList<double> ours, IReadOnlyList<double> theirs, double? atLeast = null, double? atMost = null)
    {
        var (our, their) = (Statistics.Median(ours), Statistics.Median(theirs));
        var ratios = ours.Zip(theirs, (one, other) => one / other).ToList();
        return new RatioRow(id, our, their, our / their, atLeast, atMost, Statistics.Spread(ratios));
    }
}
