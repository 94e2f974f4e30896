using System.Globalization;

namespace ResNetMLNet.Reports.Statistics;

/// <summary>A figure that was measured on some rows, with the interval that holds it in 95 of 100 such samples.</summary>
/// <param name="Value">What was measured.</param>
/// <param name="Lower">The lower end of the interval.</param>
/// <param name="Upper">The upper end of the interval.</param>
public readonly record struct Estimate(double Value, double Lower, double Upper)
{
    /// <summary>Figure and interval with four digits, the same in every country: <c>0.9120 [0.9034, 0.9199]</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Value:F4} [{Lower:F4}, {Upper:F4}]");
}
