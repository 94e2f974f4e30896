using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine.Training;
using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.ImageFolder.CommandLine.Training;

/// <summary>The options of the verb <c>train</c>.</summary>
internal sealed class TrainOptions
{
    private readonly DataOptions _data = new();
    private readonly ImageOptions _image = new();

    // The program holds pictures out itself.
    private readonly TrainingOptions _training = new(
        Path.Combine("artifacts", "image-folder"),
        Recipes.Scratch,
        isWanted: name => name != nameof(ResNetTrainer.Options.ValidationFraction));

    /// <summary>All of them under the headings of the help.</summary>
    public IReadOnlyList<OptionGroup> Groups => _training.Groups(
        [new("pictures", [.. _data.All, .. _image.All])],
        ["--data", "--test", "--output", "--weights", "--epochs", "--batch-size", "--learning-rate", "--image-size", "--device", "--seed"]);

    /// <summary>What was chosen.</summary>
    /// <exception cref="UserErrorException">The options contradict each other, or the machine.</exception>
    public TrainSettings Read(ParseResult parsed)
    {
        var run = _training.ReadRun(parsed);
        var given = _training.Given(parsed);
        var recipe = given.Contains(nameof(ResNetTrainer.Options.PretrainedWeights)) ? Recipes.FineTuning : Recipes.Scratch;
        var contradictions = new Contradictions();
        var data = _data.Read(parsed, contradictions);
        var image = _image.Read(parsed, contradictions);
        var options = _training.Read(parsed, recipe, image.Normalization.Black, image.Size, contradictions);
        contradictions.Throw(options);
        return new TrainSettings(recipe, options, image, data, given, run);
    }
}
