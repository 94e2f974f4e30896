using System.Globalization;

namespace ResNetMLNet.Pipelines.Common.CommandLine;

/// <summary>The numbers that an option takes.</summary>
/// <param name="Lowest">The lowest of them.</param>
/// <param name="Highest">The highest of them.</param>
/// <param name="Text">The range in words.</param>
internal sealed record RealRange(double Lowest, double Highest, string Text)
{
    // Times up to here fit into a TimeSpan.
    private const double MostMinutes = 1_000_000;

    /// <summary>A share of nothing up to all.</summary>
    public static RealRange From0To1 { get; } = new(0, 1, "from 0 to 1");

    /// <summary>A share that is not all.</summary>
    public static RealRange From0ToBelow1 { get; } = new(0, Math.BitDecrement(1.0), "from 0 to below 1");

    /// <summary>A share that is neither nothing nor all.</summary>
    public static RealRange Between0And1 { get; } = new(double.Epsilon, Math.BitDecrement(1.0), "above 0 and below 1");

    /// <summary>Any finite number that is not negative.</summary>
    public static RealRange AtLeast0 { get; } = new(0, double.MaxValue, "of at least 0");

    /// <summary>Any finite number above 0.</summary>
    public static RealRange Above0 { get; } = new(double.Epsilon, double.MaxValue, "above 0");

    /// <summary>A time in minutes.</summary>
    public static RealRange Minutes { get; } = Above0UpTo(MostMinutes);

    /// <summary>The numbers above 0 up to <paramref name="highest"/>.</summary>
    public static RealRange Above0UpTo(double highest) => new(
        double.Epsilon, highest, string.Create(CultureInfo.InvariantCulture, $"above 0, at most {highest}"));

    /// <summary>The number that a text stands for; null if it is none or out of the range.</summary>
    public double? Parse(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && value >= Lowest && value <= Highest
            ? value
            : null;
}
