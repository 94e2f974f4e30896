using System.Globalization;
using ResNetMLNet.Pipelines.Common.CommandLine.Training;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Recipes;

namespace ResNetMLNet.Pipelines.FashionMnist.CommandLine.Training;

/// <summary>All that the command line decides about a training.</summary>
/// <param name="Recipe">The recipe that was started from.</param>
/// <param name="Options">The recipe's options with the command line's values put over them.</param>
/// <param name="ImageSize">Height and width to which the images are resized, in pixels.</param>
/// <param name="IsNormalized">Whether the pixels are brought to mean 0 and standard deviation 1.</param>
/// <param name="Data">The images to use.</param>
/// <param name="Given">The names of the trainer's options that the user gave.</param>
/// <param name="Run">Where the results go, and what it runs on.</param>
internal sealed record TrainSettings(
    ResNetRecipe Recipe,
    ResNetTrainer.Options Options,
    int ImageSize,
    bool IsNormalized,
    DataSettings Data,
    IReadOnlySet<string> Given,
    RunSettings Run)
    : TrainingSettings(Recipe, Options, ImageSize, Given, Run)
{
    /// <inheritdoc/>
    public override bool ValidatesOnTest => Options.ValidationFraction is null;

    /// <inheritdoc/>
    public override int Channels => 1;

    /// <inheritdoc/>
    protected override IEnumerable<string> ImageChanges()
    {
        if (ImageSize != Recipe.ImageSize)
            yield return string.Create(CultureInfo.InvariantCulture, $"--image-size {ImageSize}");
        if (IsNormalized != (Recipe.PixelMean is not null))
            yield return IsNormalized ? "--normalize true" : "--normalize false";
    }
}
