using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine.Training;
using ResNetMLNet.Training.Recipes;

namespace ResNetMLNet.Pipelines.FashionMnist.CommandLine.Training;

/// <summary>The values of <c>--recipe</c>.</summary>
internal static class RecipeChoices
{
    /// <summary>The words on the command line.</summary>
    public static string[] Words { get; } = [.. ResNetRecipe.All.Select(recipe => recipe.Name)];

    /// <summary>The recipes and what they are for, for the help.</summary>
    public static string Description { get; } =
        $"The values to start from: {string.Join("; ", ResNetRecipe.All.Select(Explain))}. "
        + $"Default: {ResNetRecipe.Quick.Name} on a CPU, {ResNetRecipe.D2L.Name} on a GPU. 'recipes' prints them.";

    /// <summary>The recipe that a word stands for.</summary>
    public static Recipe Parse(string word) => Recipe.Of(ResNetRecipe.All.Single(recipe => recipe.Name == word));

    /// <summary>The recipe of a machine on whose command line there is none.</summary>
    public static Recipe For(DeviceChoice device) => Recipe.Of(device.IsGpu() ? ResNetRecipe.D2L : ResNetRecipe.Quick);

    private static string Explain(ResNetRecipe recipe) => $"{recipe.Name} ({recipe.Purpose})";
}
