namespace ResNetMLNet.Reports.Html;

/// <summary>A row that is shown.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Text">What there is to say of it.</param>
/// <param name="Images">Its pictures; empty for a row without any.</param>
internal sealed record PageCard(string Name, string Text, IReadOnlyList<PageImage> Images);
