using System.CommandLine;

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
    private readonly SetOptions _set = new();
    private readonly CheckpointOptions _checkpoint = new();
    private readonly RunOptions _run = new();

    /// <summary>Adds all of them to the verb, in the order in which the help shows them.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (IEnumerable<Option>)
        [
            .. _run.All, _recipe, _epochs, _batchSize, .. _optimizer.All, .. _schedule.All, .. _images.All,
            .. _validation.All, .. _set.All, .. _checkpoint.All,
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
        ImageOptions.Check(options, imageSize, contradictions);
        ValidationOptions.Check(options, contradictions);
        _checkpoint.Apply(parsed, options, contradictions);
        contradictions.Throw(options);
        return new TrainSettings(recipe, options, imageSize, isNormalized, run);
    }
}
