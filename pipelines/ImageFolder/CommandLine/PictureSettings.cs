using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Pipelines.ImageFolder.CommandLine;

/// <summary>Which pictures are taken.</summary>
/// <param name="RefusesUnreadable">Whether a picture that cannot be read ends the program instead of being skipped.</param>
/// <param name="MostPixels">The most pixels that a picture may have.</param>
internal sealed record PictureSettings(bool RefusesUnreadable, long MostPixels)
{
    /// <summary>What pictures are decoded by.</summary>
    public PictureRules Rules => new() { MaximumPixels = MostPixels };

    /// <summary>The same for a model, which may take less.</summary>
    /// <param name="model">What the model's pictures are decoded by.</param>
    public PictureRules RulesFor(PictureRules model) => model with { MaximumPixels = Math.Min(MostPixels, model.MaximumPixels) };
}
