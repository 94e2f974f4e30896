using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine.Training;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Training.Recipes;

namespace ResNetMLNet.Pipelines.Common.Verbs;

/// <summary>The verb <c>recipes</c>: the sets of values that <c>train</c> can start from.</summary>
internal static class RecipesVerb
{
    /// <summary>Makes the verb.</summary>
    public static Verb Create(IReadOnlyList<ResNetRecipe> recipes, ProgramConsole console)
    {
        var json = Options.Json("one JSON array, with the names of the library,");
        return new Verb("recipes", "Print the recipes of 'train' with all their values.", json).Does((parsed, _) =>
        {
            console.ResultWriter.WriteLine(parsed.GetValue(json)
                ? JsonText.Of(recipes.Select(recipe => new { recipe.Name, recipe.Purpose, recipe.Values }))
                : string.Join("\n\n", recipes.Select(Text)));
            return ExitCode.Done;
        });
    }

    private static string Text(ResNetRecipe recipe) => string.Join("\n    ", [
        $"{recipe.Name}: {recipe.Purpose}",
        $"--image-size {OptionWords.Of(recipe.ImageSize)}",
        .. TrainerOptions.Lines(recipe.CreateOptions()),
    ]);
}
