using System.Globalization;
using ResNetMLNet.Modeling;
using ResNetMLNet.Training.Optimization;

namespace ResNetMLNet.Pipelines.FashionMnist;

/// <summary>A named set of values for a training; the command line's options override each of them.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Purpose">What it is for, in a few words.</param>
/// <param name="ImageSize">Height and width to which the images are resized, in pixels.</param>
/// <param name="Stem">The network's layers in front of its residual blocks.</param>
/// <param name="BatchSize">Images per update of the weights.</param>
/// <param name="Epochs">Passes over the training set.</param>
/// <param name="LearningRate">The learning rate, or the highest one of a schedule.</param>
/// <param name="Schedule">How the learning rate develops.</param>
/// <param name="Momentum">The momentum of SGD; Nesterov's where it is above 0.</param>
/// <param name="WeightDecay">The L2 penalty.</param>
/// <param name="Normalized">Whether the pixels are brought to mean 0 and standard deviation 1.</param>
internal sealed record Recipe(
    string Name,
    string Purpose,
    int ImageSize,
    ResNetStem Stem,
    int BatchSize,
    int Epochs,
    double LearningRate,
    LearningRateSchedule Schedule,
    double Momentum,
    double WeightDecay,
    bool Normalized)
{
    /// <summary>The mean of the training pixels, scaled to [0, 1].</summary>
    public const float PixelMean = 0.28604f;

    /// <summary>The standard deviation of the training pixels, scaled to [0, 1].</summary>
    public const float PixelStandardDeviation = 0.35302f;

    /// <summary>The experiment of Dive into Deep Learning, chapter 7.6.</summary>
    public static Recipe D2L { get; } = new(
        "d2l", "the book's experiment, for a GPU", 96, ResNetStem.Standard, 256, 10, 0.05, new ConstantSchedule(), 0, 0, false);

    /// <summary>The most accuracy for a few minutes of a processor without a GPU.</summary>
    public static Recipe Quick { get; } = new(
        "quick", "a few minutes on a CPU", 28, ResNetStem.Standard, 256, 3, 0.1, new OneCycleSchedule(), 0.9, 5e-4, true);

    /// <summary>All recipes.</summary>
    public static IReadOnlyList<Recipe> All { get; } = [Quick, D2L];

    /// <summary>The names of all recipes.</summary>
    public static string[] Names => [.. All.Select(recipe => recipe.Name)];

    /// <summary>The recipe of this name.</summary>
    public static Recipe Named(string name) => All.Single(recipe => recipe.Name == name);

    /// <summary>The recipe's values in one line.</summary>
    public override string ToString()
    {
        var optimizer = Momentum > 0
            ? string.Create(CultureInfo.InvariantCulture, $"SGD with Nesterov momentum {Momentum}")
            : "SGD";
        var rate = Schedule is OneCycleSchedule ? "one-cycle to" : "constant";
        return string.Create(CultureInfo.InvariantCulture, $"{ImageSize}x{ImageSize} px, ")
            + (Stem == ResNetStem.Small ? "small stem, " : "")
            + string.Create(CultureInfo.InvariantCulture, $"batches of {BatchSize}, {Epochs} epochs, {optimizer}, ")
            + string.Create(CultureInfo.InvariantCulture, $"learning rate {rate} {LearningRate}")
            + (WeightDecay > 0 ? string.Create(CultureInfo.InvariantCulture, $", weight decay {WeightDecay}") : "")
            + (Normalized ? ", normalized" : "");
    }
}
