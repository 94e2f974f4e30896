using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.Common.CommandLine.Training;

/// <summary>What the command line of every program decides about a training.</summary>
/// <param name="Recipe">The recipe that was started from.</param>
/// <param name="Options">The recipe's options with the command line's values put over them.</param>
/// <param name="ImageSize">Height and width to which the images are resized, in pixels.</param>
/// <param name="Given">Which of the options' values the user gave.</param>
/// <param name="Run">Where the results go, and what it runs on.</param>
internal abstract record TrainingSettings(
    Recipe Recipe, ResNetTrainer.Options Options, int ImageSize, GivenValues Given, RunSettings Run)
{
    /// <summary>Whether the test images are scored after each epoch, which nothing is chosen by then; else held-out ones are.</summary>
    public abstract bool ValidatesOnTest { get; }

    /// <summary>What the images that epochs are validated on are called.</summary>
    public string ValidationName => ValidatesOnTest ? "test" : "validation";

    /// <summary>The values that differ from the recipe's, as the recipe writes them.</summary>
    public IEnumerable<string> Changes() =>
        [.. ImageChanges(), .. Options.ToString().Split('\n').Except(Recipe.CreateOptions().ToString().Split('\n'))];

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
