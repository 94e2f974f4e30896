using System.CommandLine;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Recipes;

namespace ResNetMLNet.Pipelines.Common.CommandLine.Training;

/// <summary>The options of <c>train</c> that both programs have: those of the trainer, and where the results go.</summary>
/// <param name="defaultOutput">The folder for the results where none is given.</param>
/// <param name="recipe">The recipe whose values the help shows as defaults.</param>
/// <param name="isWanted">Whether an option of the trainer is among them, by its name in the library.</param>
internal sealed class TrainingOptions(string defaultOutput, ResNetRecipe recipe, Predicate<string> isWanted)
{
    private const int DefaultSeed = 1;

    private readonly Option<string?> _output =
        Options.Folder("--output", "The folder for the results.", defaultOutput);

    private readonly Option<string> _device =
        Options.Choice("--device", "What to train on; auto takes a GPU if there is one.", "auto", DeviceChoices.Words);

    private readonly Option<bool> _calibrate = new("--calibrate")
    {
        Description = "Fit a temperature on held-out images afterwards. Default: no.",
    };

    private readonly Option<int> _rankTimeout =
        Options.Number("--rank-timeout", "N", "Seconds that one rank of MPI may let the others wait.", 1, 1_000_000, 1_800);

    private readonly TrainerOptions _trainer = new(Start(recipe), isWanted);

    /// <summary>All options under headings: those that are needed every day first.</summary>
    /// <param name="own">The program's own options under their headings.</param>
    /// <param name="everyday">The names of those that are needed every day, in their order.</param>
    public IReadOnlyList<OptionGroup> Groups(IEnumerable<OptionGroup> own, IReadOnlyList<string> everyday)
    {
        List<OptionGroup> all = [.. own, new("training", [_output, _device, _calibrate, _rankTimeout]), .. _trainer.Groups];
        var daily = all.SelectMany(group => group.Options).Where(option => everyday.Contains(option.Name))
            .OrderBy(option => everyday.ToList().IndexOf(option.Name));
        var others = all.GroupBy(
            group => group.Heading,
            (heading, groups) => new OptionGroup(
                heading,
                [.. groups.SelectMany(group => group.Options).Where(option => !everyday.Contains(option.Name))]));
        return [new("every day", [.. daily]), .. others];
    }

    /// <summary>Where the results go, what the training runs on, and what follows it.</summary>
    public RunSettings ReadRun(ParseResult parsed) =>
        new(parsed.GetValue(_output)!, DeviceChoices.Parse(parsed.GetValue(_device)!), parsed.GetValue(_calibrate),
        TimeSpan.FromSeconds(parsed.GetValue(_rankTimeout)));

    /// <summary>The names in the library of the trainer's options that were given.</summary>
    public HashSet<string> Given(ParseResult parsed) => _trainer.Given(parsed);

    /// <summary>A recipe's values with what was given over them.</summary>
    /// <param name="parsed">What was given.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="black">The feature that a black pixel becomes.</param>
    /// <param name="imageSize">Height and width of the images in pixels.</param>
    /// <param name="contradictions">Where problems are noted.</param>
    public ResNetTrainer.Options Read(
        ParseResult parsed, ResNetRecipe recipe, float black, int imageSize, Contradictions contradictions)
    {
        var options = Start(recipe);
        _trainer.Apply(parsed, options, contradictions);
        DependentValues.Apply(options, recipe.CreateOptions(), Given(parsed), black);
        options.Seed ??= Random.Shared.Next();
        var padding = options.Augmentation?.CropPadding ?? 0;
        contradictions.Require(
            padding <= imageSize, $"--crop-padding is {padding}, it must be at most the size of the images, {imageSize}.");
        return options;
    }

    private static ResNetTrainer.Options Start(ResNetRecipe recipe)
    {
        var options = recipe.CreateOptions();
        options.Seed = DefaultSeed;
        return options;
    }
}
