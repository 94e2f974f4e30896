using ResNetMLNet.Benchmarks.Data;
using ResNetMLNet.Modeling;

namespace ResNetMLNet.Benchmarks.Contenders;

/// <summary>What all trainings of a race have in common, so that their losses can be compared.</summary>
/// <param name="Layout">The parameters beside the kernels.</param>
/// <param name="LearningRate">The learning rate of the timed rounds.</param>
/// <param name="CheckLearningRate">The learning rate where losses are compared.</param>
/// <param name="Momentum">The share of the last step in each step.</param>
internal sealed record TrainingRecipe(ResNetLayout Layout, double LearningRate, double CheckLearningRate, double Momentum)
{
    /// <summary>
    /// That of Dive into Deep Learning, chapter 7.6; losses are compared at a lower rate, since the first steps at the other magnify
    /// the rounding of bfloat16.
    /// </summary>
    public static TrainingRecipe FromScratch { get; } = new(ResNetLayout.D2L, 0.05, 0.005, Momentum: 0);

    /// <summary>Small steps from weights that are there, as in PyTorch's tutorial on transfer learning.</summary>
    public static TrainingRecipe FineTuning { get; } = new(ResNetLayout.Torchvision, 0.001, 0.001, Momentum: 0.9);

    /// <summary>Makes the network whose weights all trainings begin with.</summary>
    public ResNet InitialNetwork(Images images) =>
        new(new(Layout: Layout), images.Channels, images.Classes, TrainingTask.Seed);
}
