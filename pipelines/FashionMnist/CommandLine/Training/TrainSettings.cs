using System.Globalization;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Recipes;

namespace ResNetMLNet.Pipelines.FashionMnist.CommandLine.Training;

/// <summary>All that the command line decides about a training.</summary>
/// <param name="Recipe">The recipe that was started from.</param>
/// <param name="Options">The recipe's options with the command line's values put over them.</param>
/// <param name="ImageSize">Height and width to which the images are resized, in pixels.</param>
/// <param name="IsNormalized">Whether the pixels are brought to mean 0 and standard deviation 1.</param>
/// <param name="Run">What goes in and out, and what it runs on.</param>
internal sealed record TrainSettings(
    ResNetRecipe Recipe, ResNetTrainer.Options Options, int ImageSize, bool IsNormalized, RunSettings Run)
{
    /// <summary>Whether the test images are scored after each epoch; else a held-out part of the training images is.</summary>
    public bool ValidatesOnTest => Options.ValidationFraction is null;

    /// <summary>What the images that epochs are validated on are called.</summary>
    public string ValidationName => ValidatesOnTest ? "test" : "validation";

    /// <summary>The values that differ from the recipe's, as the recipe writes them.</summary>
    public IEnumerable<string> Changes()
    {
        if (ImageSize != Recipe.ImageSize)
            yield return string.Create(CultureInfo.InvariantCulture, $"{nameof(ImageSize)} = {ImageSize}");
        if (IsNormalized != (Recipe.PixelMean is not null))
            yield return IsNormalized ? "normalized" : "not normalized";
        foreach (var line in Options.ToString().Split('\n').Except(Recipe.CreateOptions().ToString().Split('\n')))
            yield return line;
    }

    /// <summary>The recipe's name, and what differs from it.</summary>
    public string Describe()
    {
        var changes = string.Join(", ", Changes());
        return changes.Length > 0
            ? $"Recipe {Recipe.Name} ({Recipe.Purpose}) with {changes}"
            : $"Recipe {Recipe.Name} ({Recipe.Purpose})";
    }
}
