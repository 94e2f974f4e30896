namespace ResNetMLNet.Reports.Statistics;

/// <summary>Rows of like confidence.</summary>
/// <param name="Confidence">Their mean confidence, from 0 to 1.</param>
/// <param name="Accuracy">The share of right ones among them.</param>
/// <param name="RowCount">How many they are.</param>
public sealed record CalibrationBin(double Confidence, Estimate Accuracy, int RowCount);
