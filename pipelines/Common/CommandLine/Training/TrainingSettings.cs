using ResNetMLNet.Training;
using ResNetMLNet.Training.Recipes;

namespace ResNetMLNet.Pipelines.Common.CommandLine.Training;

/// <summary>What the command line of every program decides about a training.</summary>
/// <param name="Recipe">The recipe that was started from.</param>
/// <param name="Options">The recipe's options with the command line's values put over them.</param>
/// <param name="ImageSize">Height and width to which the images are resized, in pixels.</param>
/// <param name="Given">The names of the options that the user gave himself and that are not to be chosen for him.</param>
/// <param name="Run">Where the results go, and what it runs on.</param>
internal abstract record TrainingSettings(
    ResNetRecipe Recipe, ResNetTrainer.Options Options, int ImageSize, IReadOnlySet<string> Given, RunSettings Run)
{
    /// <summary>Whether the test images are scored after each epoch, which nothing is chosen by then; else held-out ones are.</summary>
    public abstract bool ValidatesOnTest { get; }

    /// <summary>The channels of an image as the network is given it.</summary>
    public abstract int Channels { get; }

    /// <summary>What the images that epochs are validated on are called.</summary>
    public string ValidationName => ValidatesOnTest ? "test" : "validation";

    /// <summary>The values that differ from the recipe's, as they are given on the command line.</summary>
    public IEnumerable<string> Changes() =>
        [.. ImageChanges(), .. TrainerOptions.Lines(Options).Except(TrainerOptions.Lines(Recipe.CreateOptions()))];

    /// <summary>The recipe's name, and what differs from it.</summary>
    public string Describe()
    {
        var changes = string.Join(", ", Changes());
        return changes.Length > 0
            ? $"Recipe {Recipe.Name} ({Recipe.Purpose}) with {changes}"
            : $"Recipe {Recipe.Name} ({Recipe.Purpose})";
    }

    /// <summary>The values for the images that differ from the recipe's.</summary>
    protected abstract IEnumerable<string> ImageChanges();
}
