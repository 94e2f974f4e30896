using ResNetMLNet.Pipelines.Common.CommandLine.Training;
using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.ImageFolder.CommandLine.Training;

/// <summary>All that the command line decides about a training.</summary>
/// <param name="Recipe">The values that were started from.</param>
/// <param name="Options">These values with the command line's put over them.</param>
/// <param name="Image">What the network sees of the pictures.</param>
/// <param name="Data">Where the pictures come from.</param>
/// <param name="Given">Which of the options' values the user gave.</param>
/// <param name="Run">Where the results go, and what it runs on.</param>
internal sealed record TrainSettings(
    Recipe Recipe,
    ResNetTrainer.Options Options,
    ImageSettings Image,
    DataSettings Data,
    GivenValues Given,
    RunSettings Run)
    : TrainingSettings(Recipe, Options, Image.Size, Given, Run)
{
    /// <inheritdoc/>
    public override bool ValidatesOnTest => false;

    /// <inheritdoc/>
    protected override IEnumerable<string> ImageChanges()
    {
        yield return $"{nameof(ImageSize)} = {Image.Size}";
        yield return $"{nameof(Image.ResizeTo)} = {Image.ResizeTo}";
        yield return $"{nameof(Image.Channels)} = {Image.Channels}";
        yield return $"{nameof(Normalization)} = {Image.Normalization.Text}";
    }
}
