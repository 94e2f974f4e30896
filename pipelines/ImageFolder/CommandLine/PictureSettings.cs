namespace ResNetMLNet.Pipelines.ImageFolder.CommandLine;

/// <summary>Which pictures are taken.</summary>
/// <param name="RefusesUnreadable">Whether a picture that cannot be read ends the program instead of being skipped.</param>
/// <param name="MostPixels">The most pixels that a picture may have.</param>
internal sealed record PictureSettings(bool RefusesUnreadable, long MostPixels);
