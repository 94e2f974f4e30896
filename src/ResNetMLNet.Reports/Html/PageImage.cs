namespace ResNetMLNet.Reports.Html;

/// <summary>A picture within a page.</summary>
/// <param name="Uri">It, as a data URI.</param>
/// <param name="Text">What it is, for whoever cannot see it.</param>
internal sealed record PageImage(string Uri, string Text);
