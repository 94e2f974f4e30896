using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine.Training;
using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.ImageFolder.CommandLine.Training;

/// <summary>The options of the verb <c>train</c>.</summary>
internal sealed class TrainOptions
{
    private readonly DataOptions _data = new();
    private readonly RunOptions _run = new(Path.Combine("artifacts", "image-folder"));
    private readonly Option<int?> _epochs = Options.Number("--epochs", "N", "Passes over the training pictures.", 1, 10_000);

    private readonly Option<int?> _batchSize =
        Options.Number("--batch-size", "N", "Pictures per update of the weights.", 1, 65_536);

    private readonly OptimizerOptions _optimizer = new();
    private readonly ScheduleOptions _schedule = new();
    private readonly ImageOptions _image = new();
    private readonly NetworkOptions _network = new();
    private readonly FineTuningOptions _fineTuning = new();
    private readonly AugmentationOptions _augmentation = new();
    private readonly EpochChoiceOptions _choice = new();
    private readonly SetOptions _set = new("as ResNetTrainer.Options has it");
    private readonly CheckpointOptions _checkpoint = new();

    /// <summary>Adds all of them to the verb, in the order in which the help shows them.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (IEnumerable<Option>)
        [
            .. _data.All, .. _run.All, _epochs, _batchSize, .. _optimizer.All, .. _schedule.All, .. _image.All,
            .. _network.All, .. _fineTuning.All, .. _augmentation.All, .. _choice.All, .. _set.All, .. _checkpoint.All,
        ])
        {
            command.Add(option);
        }
    }

    /// <summary>What was chosen.</summary>
    /// <exception cref="UserErrorException">The options contradict each other, or the machine.</exception>
    public TrainSettings Read(ParseResult parsed)
    {
        var run = _run.Read(parsed);
        var recipe = _fineTuning.HasWeights(parsed) ? Recipes.FineTuning : Recipes.Scratch;
        var options = recipe.CreateOptions();
        var contradictions = new Contradictions();
        var data = _data.Read(parsed, contradictions);
        options.Epoch = parsed.GetValue(_epochs) ?? options.Epoch;
        options.BatchSize = parsed.GetValue(_batchSize) ?? options.BatchSize;
        _optimizer.Apply(parsed, options, contradictions);
        _schedule.Apply(parsed, options, contradictions);
        var image = _image.Read(parsed, contradictions);
        _network.Apply(parsed, options);
        _fineTuning.Apply(parsed, options);
        _augmentation.Apply(parsed, options, image.Normalization.Black);
        _choice.Apply(parsed, options);
        _run.Apply(parsed, options);
        _set.Apply(parsed, options, contradictions);
        contradictions.Require(
            options.ValidationFraction is null,
            "ValidationFraction is not for --set here: give --validation-fraction.");
        AugmentationOptions.Check(options, image.Size, contradictions);
        _checkpoint.Apply(parsed, options, contradictions);
        contradictions.Throw(options);
        return new TrainSettings(recipe, options, image, data, ReadGiven(parsed), run);
    }

    private GivenValues ReadGiven(ParseResult parsed) => new(
        parsed.GetValue(_batchSize) is not null || _set.Sets(parsed, nameof(ResNetTrainer.Options.BatchSize)),
        _optimizer.HasLearningRate(parsed) || _set.Sets(parsed, nameof(ResNetTrainer.Options.LearningRate)));
}
