using System.CommandLine;
using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.FashionMnist.CommandLine;

/// <summary>The options of the verb <c>train</c>.</summary>
internal sealed class TrainOptions
{
    private readonly Option<string?> _data = Options.DataFolder();

    private readonly Option<string?> _recipe =
        Options.OptionalChoice("--recipe", RecipeChoices.Description, RecipeChoices.Words);

    private readonly Option<int?> _epochs =
        Options.Number("--epochs", "N", "Passes over the training images. Default: the recipe's.", 1, 10_000);

    private readonly Option<int?> _batchSize =
        Options.Number("--batch-size", "N", "Images per update of the weights. Default: the recipe's.", 1, 65_536);

    private readonly Option<double?> _learningRate = Options.Number(
        "--learning-rate", "RATE", "The (highest) learning rate. Default: the recipe's.", double.Epsilon, 100.0);

    private readonly Option<int?> _imageSize = Options.Number(
        "--image-size", "PIXELS", "Height and width the images are resized to. Default: the recipe's.", 8, 512);

    private readonly Option<string?> _stem = Options.OptionalChoice(
        "--stem", $"{StemChoices.Description} Default: the recipe's.", StemChoices.Words);

    private readonly Option<int?> _trainRows = Options.Number(
        "--train-rows",
        "N",
        "Use the first N training images; the classes are in random order. Default: all.",
        1,
        int.MaxValue);

    private readonly Option<int?> _testRows = Options.TestRows();

    private readonly Option<int> _seed =
        Options.Number("--seed", "N", "The seed of initial weights and order.", 0, int.MaxValue, 1);

    private readonly Option<string> _device =
        Options.Choice("--device", "What to train on; auto takes a GPU if there is one.", "auto", DeviceChoices.Words);

    private readonly Option<string> _precision = Options.Choice(
        "--precision",
        "The number format of the convolutions; auto takes bf16 where the processor has it.",
        "auto",
        "auto",
        "fp32",
        "bf16");

    private readonly Option<string> _output = new("--output")
    {
        HelpName = "DIR",
        Description = "The folder for model.zip, metrics.json, curves.png and samples.png; older ones are replaced.",
        DefaultValueFactory = _ => Path.Combine("artifacts", "fashion-mnist"),
    };

    /// <summary>Adds all of them to the verb.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[]
        {
            _data, _recipe, _epochs, _batchSize, _learningRate, _imageSize, _stem, _trainRows, _testRows, _seed,
            _device, _precision, _output,
        })
        {
            command.Add(option);
        }
    }

    /// <summary>What was chosen.</summary>
    public TrainSettings Read(ParseResult parsed)
    {
        var device = DeviceChoices.Parse(parsed.GetValue(_device)!);
        var recipe = parsed.GetValue(_recipe) is { } name ? RecipeChoices.Parse(name) : RecipeChoices.For(device);
        var options = recipe.CreateOptions();
        options.Epoch = parsed.GetValue(_epochs) ?? options.Epoch;
        options.BatchSize = parsed.GetValue(_batchSize) ?? options.BatchSize;
        options.LearningRate = parsed.GetValue(_learningRate) ?? options.LearningRate;
        options.Stem = parsed.GetValue(_stem) is { } stem ? StemChoices.Parse(stem) : options.Stem;
        options.Seed = parsed.GetValue(_seed);
        options.Precision = PrecisionOf(parsed.GetValue(_precision)!);
        return new TrainSettings(
            recipe,
            options,
            parsed.GetValue(_imageSize) ?? recipe.ImageSize,
            recipe.PixelMean is not null,
            parsed.GetValue(_data),
            parsed.GetValue(_trainRows),
            parsed.GetValue(_testRows),
            device,
            parsed.GetValue(_output)!);
    }

    private static TrainingPrecision PrecisionOf(string word) => word switch
    {
        "fp32" => TrainingPrecision.Float32,
        "bf16" => TrainingPrecision.BFloat16,
        _ => TrainingPrecision.Auto,
    };
}
