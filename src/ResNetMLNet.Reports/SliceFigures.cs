using ResNetMLNet.Reports.Statistics;

namespace ResNetMLNet.Reports;

/// <summary>How well the rows with one value of a column are recognized.</summary>
/// <param name="ColumnName">The column.</param>
/// <param name="Value">The value as a text; empty where it is missing.</param>
/// <param name="RowCount">How many rows have it.</param>
/// <param name="Accuracy">The share of right ones among them.</param>
public sealed record SliceFigures(string ColumnName, string Value, int RowCount, Estimate Accuracy);
