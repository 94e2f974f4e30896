using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Training.Recipes;

namespace ResNetMLNet.Pipelines.FashionMnist.CommandLine.Training;

/// <summary>The values of <c>--recipe</c>.</summary>
internal static class RecipeChoices
{
    /// <summary>The words on the command line.</summary>
    public static string[] Words { get; } = [.. ResNetRecipe.All.Select(recipe => recipe.Name)];

    /// <summary>What the option is for, for the help.</summary>
    public static string Description { get; } =
        $"The values to start from. Default: {ResNetRecipe.Quick.Name} on a CPU, {ResNetRecipe.D2L.Name} on a GPU.";

    /// <summary>The recipe that a word stands for.</summary>
    public static ResNetRecipe Parse(string word) => ResNetRecipe.All.Single(recipe => recipe.Name == word);

    /// <summary>The recipe of a machine on whose command line there is none.</summary>
    public static ResNetRecipe For(DeviceChoice device) => device.IsGpu() ? ResNetRecipe.D2L : ResNetRecipe.Quick;
}
