using System.Globalization;
using System.Text.Json.Serialization;

namespace ResNetMLNet.Benchmarks.Gpu;

/// <summary>One thing that was found out.</summary>
/// <param name="Name">What it is, with its unit.</param>
/// <param name="Text">What was found, in words or as the number is read.</param>
/// <param name="Value">The number; null where it is none.</param>
/// <param name="AtLeast">What it has to reach; null for nothing.</param>
/// <param name="AtMost">What it must not exceed; null for nothing.</param>
internal sealed record GpuFigure(string Name, string Text, double? Value = null, double? AtLeast = null, double? AtMost = null)
{
    /// <summary>The bound in words; empty where there is none.</summary>
    [JsonIgnore]
    public string Wanted => (AtLeast, AtMost) switch
    {
        ({ } least, _) => string.Create(CultureInfo.InvariantCulture, $"at least {least}"),
        (_, { } most) => string.Create(CultureInfo.InvariantCulture, $"at most {most}"),
        _ => "",
    };

    /// <summary>Whether it keeps within its bound, which no NaN does; null where there is none.</summary>
    public bool? IsReached => (AtLeast, AtMost) switch
    {
        ({ } least, _) => Value >= least,
        (_, { } most) => Value <= most,
        _ => null,
    };
}
