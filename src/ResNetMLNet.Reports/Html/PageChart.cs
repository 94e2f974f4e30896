namespace ResNetMLNet.Reports.Html;

/// <summary>A plot.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Svg">It, as an SVG element.</param>
internal sealed record PageChart(string Title, string Svg);
