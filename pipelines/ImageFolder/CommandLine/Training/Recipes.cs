using ResNetMLNet.Modeling;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Optimization;
using ResNetMLNet.Training.Recipes;
using ResNetMLNet.Transforms;

namespace ResNetMLNet.Pipelines.ImageFolder.CommandLine.Training;

/// <summary>The values that a training starts from.</summary>
internal static class Recipes
{
    private const int ImageSize = 224;

    /// <summary>For random weights.</summary>
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

    /// <summary>For weights that were trained on other pictures: small steps, so that they are not lost at once.</summary>
    public static ResNetRecipe FineTuning { get; } = Make("fine-tuning", "pretrained weights", () => new()
    {
        Layout = ResNetLayout.Torchvision,
        ImageStorage = ImageStorage.Encoded,
        Epoch = 10,
        BatchSize = 32,
        LearningRate = 0.01,
        LearningRateSchedule = new OneCycleSchedule(),
        Optimizer = new SgdOptimizer { Momentum = 0.9, Nesterov = true, WeightDecay = 1e-4 },
        Augmentation = new ImageAugmentation { HorizontalFlipProbability = 0.5 },
    });

    private static ResNetRecipe Make(string name, string purpose, Func<ResNetTrainer.Options> createOptions) =>
        new(name, purpose, ImageSize, ImageNet.Mean, ImageNet.StandardDeviation, createOptions);
}
