namespace ResNetMLNet.Reports.Html;

/// <summary>The rows of one true class.</summary>
/// <param name="Name">The class.</param>
/// <param name="Cells">How they are taken.</param>
internal sealed record PageMatrixRow(string Name, IReadOnlyList<PageMatrixCell> Cells);
