using ResNetMLNet.Pipelines.Common.CommandLine.Training;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Recipes;

namespace ResNetMLNet.Pipelines.ImageFolder.CommandLine.Training;

/// <summary>All that the command line decides about a training.</summary>
/// <param name="Recipe">The values that were started from.</param>
/// <param name="Options">These values with the command line's put over them.</param>
/// <param name="Image">What the network sees of the pictures.</param>
/// <param name="Data">Where the pictures come from.</param>
/// <param name="Given">The names of the trainer's options that the user gave.</param>
/// <param name="Run">Where the results go, and what it runs on.</param>
internal sealed record TrainSettings(
    ResNetRecipe Recipe,
    ResNetTrainer.Options Options,
    ImageSettings Image,
    DataSettings Data,
    IReadOnlySet<string> Given,
    RunSettings Run)
    : TrainingSettings(Recipe, Options, Image.Size, Given, Run)
{
    /// <inheritdoc/>
    public override bool ValidatesOnTest => false;

    /// <inheritdoc/>
    public override int Channels => Image.Channels;

    /// <inheritdoc/>
    protected override IEnumerable<string> ImageChanges()
    {
        if (Options.PretrainedWeights is { } weights)
            yield return $"--weights {weights}";
        yield return $"--image-size {Image.Size}";
        yield return $"--resize-to {Image.ResizeTo}";
        yield return $"--channels {Image.Channels}";
        yield return $"--normalize {Image.Normalization.Text}";
    }
}
