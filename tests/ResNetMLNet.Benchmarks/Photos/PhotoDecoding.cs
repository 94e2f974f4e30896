using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Images;
using ResNetMLNet.Transforms;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Benchmarks.Photos;

/// <summary>How fast photographs are decoded on all cores, as a training does it beside itself.</summary>
internal static class PhotoDecoding
{
    private const int Size = 224;
    private const int BatchSize = 64;

    /// <summary>Makes normalized features of all photographs in batches.</summary>
    /// <returns>Photographs a second, and the processor's seconds for one.</returns>
    public static (double Speed, double ProcessorSeconds) Measure(
        IReadOnlyList<string> paths, ImageAugmentation? augmentation, CancellationToken cancellationToken)
    {
        var images = Images(paths);
        var augmenter = augmentation is null ? null : new ImageAugmenter(augmentation, images.Image, seed: 1);
        using var feed = new BatchFeed(images, BatchSize, TorchSharp.torch.CPU, augmenter);
        var clock = Stopwatch.StartNew();
        var before = Environment.CpuUsage.TotalTime;
        foreach (var batch in feed.Read(RowOrder.InOrder(paths.Count), epoch: 1))
            cancellationToken.ThrowIfCancellationRequested();
        var used = Environment.CpuUsage.TotalTime - before;
        return (paths.Count / clock.Elapsed.TotalSeconds, used.TotalSeconds / paths.Count);
    }

    private static ImageSet Images(IReadOnlyList<string> paths)
    {
        var source = new PictureSource("Path", null, new PictureRules(), UnreadablePictures.Throw);
        var features = new FeatureSource(
            source, new ImageShape(3, Size, Size), 256, new PixelScaling(1 / 255f, ImageNet.Mean, ImageNet.StandardDeviation));
        var store = new EncodedImages(((IHostEnvironment)new MLContext()).Register("photos"), features);
        var images = new ImageSet(features.Output, store);
        foreach (var (index, path) in paths.Index())
        {
            store.Add(new EncodedContent(path, default, 0));
            images.AddLabel(index % 2, weight: 1);
        }
        return images;
    }
}
