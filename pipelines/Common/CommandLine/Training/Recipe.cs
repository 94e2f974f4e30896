using ResNetMLNet.Training;
using ResNetMLNet.Training.Recipes;

namespace ResNetMLNet.Pipelines.Common.CommandLine.Training;

/// <summary>The values that a training starts from.</summary>
/// <param name="Name">The name: one word in lower case.</param>
/// <param name="Purpose">What the recipe is for, in a few words.</param>
/// <param name="ImageSize">Height and width of the images in pixels.</param>
/// <param name="IsNormalized">Whether the pixels are brought to mean 0 and standard deviation 1.</param>
/// <param name="CreateOptions">Makes options with the recipe's values, a copy for each call.</param>
internal sealed record Recipe(
    string Name, string Purpose, int ImageSize, bool IsNormalized, Func<ResNetTrainer.Options> CreateOptions)
{
    /// <summary>A recipe of the library.</summary>
    public static Recipe Of(ResNetRecipe recipe) =>
        new(recipe.Name, recipe.Purpose, recipe.ImageSize, recipe.PixelMean is not null, recipe.CreateOptions);
}
