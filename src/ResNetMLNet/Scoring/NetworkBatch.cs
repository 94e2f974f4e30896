using ResNetMLNet.Modeling;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Scoring;

/// <summary>How many images a network on TorchSharp scores at once.</summary>
internal static class NetworkBatch
{
    /// <summary>
    /// The pixels of the first block's maps that still lie in the caches of a processor: measured with images of 28 and 96
    /// pixels behind the standard stem.
    /// </summary>
    private const long MapPixelsAtOnce = 18_750;

    /// <summary>The rows for images of a shape and a network, a power of two.</summary>
    /// <param name="image">The shape of the images.</param>
    /// <param name="network">The network; null for one that is none of ours, whose maps are taken to be as large as the images.</param>
    public static int SizeFor(ImageShape image, ResNetDescription? network) => ScoringBatch.SizeFor(
        network?.FirstMapSize(image.Height, image.Width) ?? (long)image.Height * image.Width, MapPixelsAtOnce);
}
