using ResNetMLNet.Data;
using ResNetMLNet.Modeling;
using ResNetMLNet.Training.Optimization;
using ResNetMLNet.Transforms;

namespace ResNetMLNet.Training.Recipes;

/// <summary>
/// A named set of options with the size and scale of the images that they are made for: to print, to copy by
/// <see cref="CreateOptions"/>, and to change. The ready-made ones are for Fashion-MNIST.
/// </summary>
public sealed class ResNetRecipe
{
    private static readonly float[] _mean = [FashionMnist.PixelMean];
    private static readonly float[] _standardDeviation = [FashionMnist.PixelStandardDeviation];

    private readonly Func<ResNetTrainer.Options> _createOptions;

    /// <summary>Makes a recipe of one's own, for images of any kind.</summary>
    /// <param name="name">The name: one word in lower case.</param>
    /// <param name="purpose">What it is for, in a few words.</param>
    /// <param name="imageSize">Height and width of the features' images in pixels.</param>
    /// <param name="pixelMean">What is subtracted from the pixels after they are scaled to [0, 1]; null for nothing.</param>
    /// <param name="pixelStandardDeviation">What they are divided by after that; null for nothing.</param>
    /// <param name="createOptions">Makes the options, anew for each call.</param>
    /// <exception cref="ArgumentNullException">Name, purpose or the maker of options is null.</exception>
    public ResNetRecipe(
        string name,
        string purpose,
        int imageSize,
        IReadOnlyList<float>? pixelMean,
        IReadOnlyList<float>? pixelStandardDeviation,
        Func<ResNetTrainer.Options> createOptions)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(purpose);
        ArgumentNullException.ThrowIfNull(createOptions);
        Name = name;
        Purpose = purpose;
        ImageSize = imageSize;
        PixelMean = pixelMean;
        PixelStandardDeviation = pixelStandardDeviation;
        _createOptions = createOptions;
    }

    /// <summary>The most accuracy for a few minutes of a processor without a GPU.</summary>
    public static ResNetRecipe Quick { get; } = new(
        "quick", "a few minutes on a CPU", imageSize: 28, _mean, _standardDeviation, () => new()
        {
            Epoch = 5,
            BatchSize = 256,
            LearningRate = 0.1,
            LearningRateSchedule = new OneCycleSchedule(),
            Optimizer = new SgdOptimizer { Momentum = 0.9, Nesterov = true, WeightDecay = 5e-4 },
        });

    /// <summary>The experiment of Dive into Deep Learning, chapter 7.6, value for value.</summary>
    public static ResNetRecipe D2L { get; } = new(
        "d2l", "the book's experiment, for a GPU", imageSize: 96, pixelMean: null, pixelStandardDeviation: null, () => new()
        {
            Epoch = 10,
            BatchSize = 256,
            LearningRate = 0.05,
            LearningRateSchedule = new ConstantSchedule(),
            Optimizer = new SgdOptimizer(),
        });

    /// <summary>The most accuracy, whatever time it takes.</summary>
    public static ResNetRecipe Best { get; } = new(
        "best", "the highest accuracy, for a GPU or hours on a CPU", imageSize: 28, _mean, _standardDeviation, () => new()
        {
            Stem = ResNetStem.Small,
            Epoch = 20,
            BatchSize = 128,
            LearningRate = 0.1,
            LearningRateSchedule = new OneCycleSchedule(),
            Optimizer = new SgdOptimizer { Momentum = 0.9, Nesterov = true, WeightDecay = 5e-4 },
            LabelSmoothing = 0.1,
            Augmentation = new ImageAugmentation
            {
                CropPadding = 2,

                // Black, as PixelsToFeatures makes it of 0.
                CropFill = -FashionMnist.PixelMean / FashionMnist.PixelStandardDeviation,
                HorizontalFlipProbability = 0.5,
                ErasingProbability = 0.5,
            },
        });

    /// <summary>All recipes, the quickest first.</summary>
    public static IReadOnlyList<ResNetRecipe> All { get; } = [Quick, D2L, Best];

    /// <summary>The name: one word in lower case.</summary>
    public string Name { get; }

    /// <summary>What the recipe is for, in a few words.</summary>
    public string Purpose { get; }

    /// <summary>Height and width of the features' images in pixels.</summary>
    public int ImageSize { get; }

    /// <summary>
    /// What is subtracted from the pixels after they are scaled to [0, 1], as
    /// <see cref="FeaturizationCatalog.PixelsToFeatures"/> and <see cref="FeaturizationCatalog.ImagesToFeatures"/> take it; null if
    /// they stay as they are.
    /// </summary>
    public IReadOnlyList<float>? PixelMean { get; }

    /// <summary>
    /// What the pixels are divided by after that, in the same form; null if they stay as they are.
    /// </summary>
    public IReadOnlyList<float>? PixelStandardDeviation { get; }

    /// <summary>
    /// All values by their names, those of the options among them by the names of <see cref="ResNetTrainer.Options"/>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Values => new OrderedDictionary<string, string>(
    [
        new(nameof(ImageSize), OptionValues.Text(ImageSize)),
        new(nameof(PixelMean), OptionValues.Text(PixelMean)),
        new(nameof(PixelStandardDeviation), OptionValues.Text(PixelStandardDeviation)),
        .. OptionValues.Of(CreateOptions()),
    ]);

    /// <summary>Makes options with the recipe's values.</summary>
    /// <returns>A copy of its own for each call, to be changed at will.</returns>
    public ResNetTrainer.Options CreateOptions() => _createOptions();

    /// <summary>The recipe as a text to read: name and purpose, then <see cref="Values"/>, one a line.</summary>
    /// <returns>The text, its lines ending in \n but the last.</returns>
    public override string ToString() =>
        string.Join('\n', [$"{Name}: {Purpose}", .. Values.Select(value => $"    {value.Key} = {value.Value}")]);
}
