namespace ResNetMLNet.Reports;

/// <summary>A figure by epoch, for the page of a report.</summary>
/// <param name="Chart">What is plotted together with others of the same name, as <c>Loss</c>.</param>
/// <param name="Name">What it was measured on, as <c>validation</c>.</param>
/// <param name="Values">The figure after each epoch from the first on; null where it was not measured.</param>
public sealed record Curve(string Chart, string Name, IReadOnlyList<double?> Values);
