using ResNetMLNet.Training;
using ResNetMLNet.Weights;

namespace ResNetMLNet.Pipelines.ImageFolder.CommandLine.Training;

/// <summary>The weights that a training begins with where none are named.</summary>
internal static class DefaultWeights
{
    /// <summary>Whether those for ImageNet lie beside the program, and fit what was chosen.</summary>
    /// <param name="given">The names of the trainer's options that were given.</param>
    /// <param name="image">What the network sees of the pictures.</param>
    public static bool Fit(IReadOnlySet<string> given, ImageSettings image) =>
        PretrainedWeights.IsImageNetDeployed
        && image is { Channels: 3, Normalization.Text: Normalization.ImageNetWord }
        && !ResNetTrainer.Options.OfNetwork.Any(given.Contains);
}
