namespace ResNetMLNet.Pipelines.FashionMnist.Data;

/// <summary>A picture as a model takes it in.</summary>
/// <param name="Pixels">Grey values, row by row.</param>
/// <param name="HasLightEdge">
/// Whether the file's edge is light, so that it may show a dark garment on a light background.
/// </param>
internal sealed record Picture(byte[] Pixels, bool HasLightEdge);
