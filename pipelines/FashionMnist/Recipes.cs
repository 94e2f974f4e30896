using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Training.Recipes;

namespace ResNetMLNet.Pipelines.FashionMnist;

/// <summary>The verb <c>recipes</c>: the sets of values that <c>train</c> can start from.</summary>
internal static class Recipes
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(ProgramConsole console)
    {
        var json = Options.Json("one JSON array");
        var command = new Command("recipes", "Print the recipes of 'train' with all their values.") { json };
        command.SetAction(parsed =>
        {
            console.ResultWriter.WriteLine(parsed.GetValue(json)
                ? JsonText.Of(ResNetRecipe.All.Select(recipe => new { recipe.Name, recipe.Purpose, recipe.Values }))
                : string.Join("\n\n", ResNetRecipe.All));
            return ExitCode.Done;
        });
        return command;
    }
}
