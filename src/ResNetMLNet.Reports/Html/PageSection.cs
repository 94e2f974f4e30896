namespace ResNetMLNet.Reports.Html;

/// <summary>A part of a page: whatever of it is there is shown, in this order.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Note">How it is to be read; empty for nothing.</param>
internal sealed record PageSection(string Title, string Note = "")
{
    /// <summary>Tables.</summary>
    public IReadOnlyList<PageTable> Tables { get; init; } = [];

    /// <summary>Plots, as SVG.</summary>
    public IReadOnlyList<PageChart> Charts { get; init; } = [];

    /// <summary>Which classes are taken for which.</summary>
    public PageMatrix? Matrix { get; init; }

    /// <summary>Rows with their pictures.</summary>
    public IReadOnlyList<PageCard> Cards { get; init; } = [];
}
