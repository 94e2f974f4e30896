using System.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.CommandLine.Training;
using ResNetMLNet.Training;
using Garments = ResNetMLNet.Data.FashionMnist;

namespace ResNetMLNet.Pipelines.FashionMnist.CommandLine.Training;

/// <summary>The options of the verb <c>train</c>.</summary>
internal sealed class TrainOptions
{
    private readonly Option<string?> _recipe =
        Options.OptionalChoice("--recipe", RecipeChoices.Description, RecipeChoices.Words);

    private readonly Option<int?> _epochs = Options.Number("--epochs", "N", "Passes over the training images.", 1, 10_000);

    private readonly Option<int?> _batchSize =
        Options.Number("--batch-size", "N", "Images per update of the weights.", 1, 65_536);

    private readonly OptimizerOptions _optimizer = new();
    private readonly ScheduleOptions _schedule = new();
    private readonly ImageOptions _images = new();
    private readonly ValidationOptions _validation = new();
    private readonly SetOptions _set = new("as 'recipes' prints it");
    private readonly CheckpointOptions _checkpoint = new();
    private readonly Option<string?> _data = DataOptions.Folder();
    private readonly Option<int?> _trainRows = DataOptions.TrainRows();
    private readonly Option<int?> _testRows = DataOptions.TestRows();
    private readonly RunOptions _run = new(Path.Combine("artifacts", "fashion-mnist"));

    /// <summary>Adds all of them to the verb, in the order in which the help shows them.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (IEnumerable<Option>)
        [
            _data, _trainRows, _testRows, .. _run.All, _recipe, _epochs, _batchSize, .. _optimizer.All, .. _schedule.All,
            .. _images.All, .. _validation.All, .. _set.All, .. _checkpoint.All,
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
        var recipe = parsed.GetValue(_recipe) is { } name ? RecipeChoices.Parse(name) : RecipeChoices.For(run.Device);
        var options = recipe.CreateOptions();
        var contradictions = new Contradictions();
        options.Epoch = parsed.GetValue(_epochs) ?? options.Epoch;
        options.BatchSize = parsed.GetValue(_batchSize) ?? options.BatchSize;
        _optimizer.Apply(parsed, options, contradictions);
        _schedule.Apply(parsed, options, contradictions);
        var (imageSize, isNormalized) = _images.Apply(parsed, recipe, options);
        _validation.Apply(parsed, options);
        _run.Apply(parsed, options);
        _set.Apply(parsed, options, contradictions);
        CheckClassWeights(options, contradictions);
        AugmentationOptions.Check(options, imageSize, contradictions);
        ValidationOptions.Check(options, contradictions);
        _checkpoint.Apply(parsed, options, contradictions);
        contradictions.Throw(options);
        return new TrainSettings(recipe, options, imageSize, isNormalized, ReadData(parsed), ReadGiven(parsed), run);
    }

    private GivenValues ReadGiven(ParseResult parsed) => new(
        parsed.GetValue(_batchSize) is not null || _set.Sets(parsed, nameof(ResNetTrainer.Options.BatchSize)),
        _optimizer.HasLearningRate(parsed) || _set.Sets(parsed, nameof(ResNetTrainer.Options.LearningRate)));

    private DataSettings ReadData(ParseResult parsed) =>
        new(parsed.GetValue(_data), parsed.GetValue(_trainRows), parsed.GetValue(_testRows));

    private static void CheckClassWeights(ResNetTrainer.Options options, Contradictions contradictions)
    {
        var weights = options.ClassWeights?.Count;
        var classes = Garments.ClassNames.Count;
        contradictions.Require(
            weights is null || weights == classes,
            $"{nameof(options.ClassWeights)} has {weights} weights, it must have one for each of the {classes} classes.");
    }
}
