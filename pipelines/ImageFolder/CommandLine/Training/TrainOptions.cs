using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine.Training;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Recipes;
using ResNetMLNet.Weights;

namespace ResNetMLNet.Pipelines.ImageFolder.CommandLine.Training;

/// <summary>The options of the verb <c>train</c>.</summary>
internal sealed class TrainOptions
{
    private const string Weights = "--weights";

    private readonly Option<string?> _recipe = Options.OptionalChoice(
        "--recipe",
        "The values to start from. Default: frozen with weights, else scratch.",
        [.. PhotographRecipes.All.Select(recipe => recipe.Name)]);

    private readonly DataOptions _data = new();
    private readonly ImageOptions _image = new();

    private readonly TrainingOptions _training = new(
        Path.Combine("artifacts", "image-folder"),
        PhotographRecipes.Frozen,
        IsWanted);

    /// <summary>All of them under the headings of the help.</summary>
    public IReadOnlyList<OptionGroup> Groups => _training.Groups(
        [new("pictures", [.. _data.All, .. _image.All]), new("training", [_recipe])],
        ["--data", "--test", "--output", Weights, "--recipe", "--epochs", "--learning-rate", "--image-size", "--device", "--seed"]);

    /// <summary>Whether an option of the trainer is among them, by its name in the library.</summary>
    /// <remarks>The program holds pictures out itself.</remarks>
    public static bool IsWanted(string name) => name != nameof(ResNetTrainer.Options.ValidationFraction);

    /// <summary>What was chosen.</summary>
    /// <exception cref="UserErrorException">The options contradict each other, or the machine.</exception>
    public TrainSettings Read(ParseResult parsed)
    {
        var run = _training.ReadRun(parsed);
        var given = _training.Given(parsed);
        var contradictions = new Contradictions();
        var data = _data.Read(parsed, contradictions);
        var image = _image.Read(parsed, contradictions);
        var isNamed = given.Contains(nameof(ResNetTrainer.Options.PretrainedWeights));
        var fit = DefaultWeights.Fit(given, image);
        var isRandom = isNamed
            ? parsed.GetValue<string>(Weights) == OptionValues.None
            : !fit || !PretrainedWeights.IsImageNetDeployed;
        var name = parsed.GetValue(_recipe) ?? (isRandom ? PhotographRecipes.Scratch : PhotographRecipes.Frozen).Name;
        var recipe = PhotographRecipes.All.Single(recipe => recipe.Name == name);
        var options = _training.Read(parsed, recipe, image.Normalization.Black, image.Size, contradictions);
        if (!isNamed && !fit)
            options.PretrainedWeights = null;
        contradictions.Throw(options);
        return new TrainSettings(recipe, options, image, data, given, run);
    }
}
