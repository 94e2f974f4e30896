namespace ResNetMLNet.Reports.Html;

/// <summary>A table whose first column names its rows.</summary>
/// <param name="Caption">What it has; for whoever cannot see the heading.</param>
/// <param name="Columns">The names of the columns.</param>
/// <param name="Rows">The texts of the cells, one for each column.</param>
internal sealed record PageTable(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Whether the cells are texts to be read from the left, not numbers.</summary>
    public bool IsText { get; init; }
}
