namespace ResNetMLNet.Reports.Html;

/// <summary>A line of a plot.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Points">Its points; those that are no numbers are left out.</param>
/// <param name="IsReference">Whether it is only there to compare with.</param>
internal sealed record ChartSeries(string Name, IReadOnlyList<(double X, double Y)> Points, bool IsReference = false);
