using ResNetMLNet.Modeling;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Scoring;
using TorchSharp;

namespace ResNetMLNet.Scoring;

/// <summary>How many images a network on TorchSharp scores at once.</summary>
internal static class NetworkBatch
{
    /// <summary>
    /// The pixels of the first block's maps that still lie in the caches of a processor: measured with images of 28 and 96
    /// pixels behind the standard stem.
    /// </summary>
    private const long MapPixelsInCaches = 18_750;

    /// <summary>
    /// The pixels of the first block's maps that a GPU computes at once: those of 256 images of 224 pixels behind the standard stem. Of
    /// 64 channels in single precision they are 206 MB, and with the stem's output, which is four times that, 1 GB: there is as much
    /// where a network is trained, and more at once do not occupy a GPU any better.
    /// </summary>
    private const long MapPixelsOnGpu = 256 * 56 * 56;

    /// <summary>The most rows of small images on a GPU: whoever wants the first of them waits until all are read.</summary>
    private const int LargestOnGpu = 2048;

    /// <summary>The rows for images of a shape and a network on a device, a power of two.</summary>
    /// <param name="image">The shape of the images.</param>
    /// <param name="network">The network; null for one that is none of ours, whose maps are taken to be as large as the images.</param>
    /// <param name="device">The kind of device.</param>
    public static int SizeFor(ImageShape image, ResNetDescription? network, DeviceType device)
    {
        var pixels = network?.FirstMapSize(image.Height, image.Width) ?? (long)image.Height * image.Width;
        return device == DeviceType.CPU
            ? ScoringBatch.SizeFor(pixels, MapPixelsInCaches)
            : ScoringBatch.SizeFor(pixels, MapPixelsOnGpu, LargestOnGpu);
    }
}
