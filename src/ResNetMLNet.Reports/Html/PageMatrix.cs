namespace ResNetMLNet.Reports.Html;

/// <summary>How many rows of each class are taken for each.</summary>
/// <param name="ClassNames">The classes.</param>
/// <param name="Rows">The cells of each true class, by predicted class.</param>
internal sealed record PageMatrix(IReadOnlyList<string> ClassNames, IReadOnlyList<PageMatrixRow> Rows);
