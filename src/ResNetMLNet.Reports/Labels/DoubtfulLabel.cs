namespace ResNetMLNet.Reports.Labels;

/// <summary>A row whose label is not what a model says that has learnt from other rows.</summary>
/// <param name="Row">The row, from 0.</param>
/// <param name="Label">The name of its class, or the number of the key where classes have no names.</param>
/// <param name="SuggestedLabel">The class that it more likely belongs to, likewise.</param>
/// <param name="Margin">By how much that is more probable, above 0 to 1.</param>
public sealed record DoubtfulLabel(int Row, string Label, string SuggestedLabel, double Margin);
