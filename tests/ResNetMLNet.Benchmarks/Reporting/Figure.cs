using System.Globalization;

namespace ResNetMLNet.Benchmarks.Reporting;

/// <summary>Figures as people read them.</summary>
internal static class Figure
{
    /// <summary>A figure with three digits that say something, or all digits in front of the point.</summary>
    public static string Of(double value)
    {
        var magnitude = Math.Abs(value);
        var format = magnitude >= 100 ? "N0" : magnitude >= 10 ? "N1" : magnitude >= 0.1 ? "N2" : "0.####";
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>A share as percentage.</summary>
    public static string Percent(double share) => share.ToString("0%", CultureInfo.InvariantCulture);

    /// <summary>A number of bytes in megabytes.</summary>
    public static string Megabytes(double bytes) => (bytes / 1e6).ToString("N0", CultureInfo.InvariantCulture);
}
