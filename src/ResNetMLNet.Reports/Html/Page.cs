namespace ResNetMLNet.Reports.Html;

/// <summary>What one page shows.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Note">What is said below it.</param>
/// <param name="Sections">Its parts.</param>
internal sealed record Page(string Title, string Note, IReadOnlyList<PageSection> Sections);
