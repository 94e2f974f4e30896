using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.ImageFolder.CommandLine.Training;

/// <summary>The weights that a training begins with where none are named.</summary>
internal static class DefaultWeights
{
    /// <summary>Whether those for ImageNet fit what was chosen.</summary>
    /// <param name="given">The names of the trainer's options that were given.</param>
    /// <param name="image">What the network sees of the pictures.</param>
    public static bool Fit(IReadOnlySet<string> given, ImageSettings image) =>
        image is { Channels: 3, Normalization.Text: Normalization.ImageNetWord }
        && !ResNetTrainer.Options.OfNetwork.Any(given.Contains);
}
