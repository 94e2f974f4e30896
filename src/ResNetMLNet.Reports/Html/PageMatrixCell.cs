namespace ResNetMLNet.Reports.Html;

/// <summary>The rows of one class that are taken for one class.</summary>
/// <param name="Id">Names the cell within the page.</param>
/// <param name="Title">What the cell is, in words.</param>
/// <param name="Count">How many rows.</param>
/// <param name="Percent">How strong its colour is, from 0 to 100: few mistakes among many rows are to be seen.</param>
/// <param name="IsRight">Whether the classes are the same.</param>
/// <param name="Cards">Rows to show.</param>
internal sealed record PageMatrixCell(string Id, string Title, string Count, int Percent, bool IsRight, IReadOnlyList<PageCard> Cards);
