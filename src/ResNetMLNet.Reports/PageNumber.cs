using System.Globalization;
using ResNetMLNet.Reports.Statistics;

namespace ResNetMLNet.Reports;

/// <summary>Numbers as a page shows them, the same in every country.</summary>
internal static class PageNumber
{
    /// <summary>What is shown where there is no number.</summary>
    public const string None = "–";

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Share(double share) => share.ToString("0.0%", CultureInfo.InvariantCulture);

    public static string Share(Estimate? share) => share is { } value ? Share(value.Value) : None;

    public static string Interval(Estimate? share) => share is { } value ? $"{Share(value.Lower)} to {Share(value.Upper)}" : None;

    public static string Number(double number) => number.ToString("F4", CultureInfo.InvariantCulture);

    public static string Interval(Estimate number) => $"{Number(number.Lower)} to {Number(number.Upper)}";
}
