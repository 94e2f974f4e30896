using ResNetMLNet.Modeling;
using ResNetMLNet.Training.Optimization;
using ResNetMLNet.Transforms;
using ResNetMLNet.Weights;

namespace ResNetMLNet.Training.Recipes;

/// <summary>
/// Recipes for photographs of 224 px, normalized by <see cref="ImageNet"/>, whose features come of <c>LoadPictures</c> and
/// <see cref="FeaturizationCatalog.ImagesToFeatures"/>: they are decoded anew in every epoch.
/// </summary>
public static class PhotographRecipes
{
    private const int ImageSize = 224;

    /// <summary>For random weights: many photographs, or none that look like those of ImageNet.</summary>
    public static ResNetRecipe Scratch { get; } = Make("scratch", "random initial weights", () => new()
    {
        Layout = ResNetLayout.Torchvision,
        ImageStorage = ImageStorage.Encoded,
        Epoch = 20,
        BatchSize = 64,
        LearningRate = 0.1,
        LearningRateSchedule = new OneCycleSchedule(),
        Optimizer = new SgdOptimizer { Momentum = 0.9, Nesterov = true, WeightDecay = 5e-4 },
        Augmentation = new ImageAugmentation { HorizontalFlipProbability = 0.5 },
    });

    /// <summary>
    /// For some hundred photographs, in a minute: the weights for ImageNet stay as they are, and the last layer is a logistic
    /// regression on what they see. Without augmentation that is computed once, so that many epochs cost little.
    /// </summary>
    public static ResNetRecipe Frozen { get; } = Make("frozen", "pretrained weights, of which the last layer learns", () => new()
    {
        Layout = ResNetLayout.Torchvision,
        PretrainedWeights = PretrainedWeights.ImageNet(),
        ImageStorage = ImageStorage.Encoded,
        FrozenStages = 5,
        Epoch = 20,
        BatchSize = 32,
        LearningRate = 0.01,
        LearningRateSchedule = new OneCycleSchedule(),
        Optimizer = new SgdOptimizer { Momentum = 0.9, Nesterov = true, WeightDecay = 0.1 },
    });

    /// <summary>
    /// For some thousand photographs, in minutes to hours: the last layer learns first, which begins anew and would push the weights
    /// for ImageNet aside, and then all, these in smaller steps.
    /// </summary>
    public static ResNetRecipe FineTune { get; } = Make("fine-tune", "pretrained weights, the last layer first and then all", () => new()
    {
        Layout = ResNetLayout.Torchvision,
        PretrainedWeights = PretrainedWeights.ImageNet(),
        ImageStorage = ImageStorage.Encoded,
        FrozenStages = 5,
        FrozenEpoch = 3,
        BackboneLearningRate = 0.01,
        Epoch = 12,
        BatchSize = 32,
        LearningRate = 0.01,
        LearningRateSchedule = new CosineSchedule(),
        Optimizer = new SgdOptimizer { Momentum = 0.9, Nesterov = true, WeightDecay = 0.1 },
        Augmentation = new ImageAugmentation { HorizontalFlipProbability = 0.5 },
    });

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ResNetRecipe> All { get; } = [Scratch, Frozen, FineTune];

    private static ResNetRecipe Make(string name, string purpose, Func<ResNetTrainer.Options> createOptions) =>
        new(name, purpose, ImageSize, ImageNet.Mean, ImageNet.StandardDeviation, createOptions);
}
