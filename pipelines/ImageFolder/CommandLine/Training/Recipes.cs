using ResNetMLNet.Modeling;
using ResNetMLNet.Pipelines.Common.CommandLine.Training;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Optimization;

namespace ResNetMLNet.Pipelines.ImageFolder.CommandLine.Training;

/// <summary>The values that a training starts from.</summary>
internal static class Recipes
{
    private const int ImageSize = 224;

    /// <summary>For random weights.</summary>
    public static Recipe Scratch { get; } = new("scratch", "random initial weights", ImageSize, IsNormalized: true, () => new()
    {
        Layout = ResNetLayout.Torchvision,
        ImageStorage = ImageStorage.File,
        Epoch = 20,
        BatchSize = 64,
        LearningRate = 0.1,
        LearningRateSchedule = new OneCycleSchedule(),
        Optimizer = new SgdOptimizer { Momentum = 0.9, Nesterov = true, WeightDecay = 5e-4 },
        Augmentation = new ImageAugmentation { HorizontalFlipProbability = 0.5 },
    });

    /// <summary>For weights that were trained on other pictures: small steps, so that they are not lost at once.</summary>
    public static Recipe FineTuning { get; } = new("fine-tuning", "pretrained weights", ImageSize, IsNormalized: true, () => new()
    {
        Layout = ResNetLayout.Torchvision,
        ImageStorage = ImageStorage.File,
        Epoch = 10,
        BatchSize = 32,
        LearningRate = 0.01,
        LearningRateSchedule = new OneCycleSchedule(),
        Optimizer = new SgdOptimizer { Momentum = 0.9, Nesterov = true, WeightDecay = 1e-4 },
        Augmentation = new ImageAugmentation { HorizontalFlipProbability = 0.5 },
    });
}
