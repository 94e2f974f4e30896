using Microsoft.ML.Runtime;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Inference;
using ResNetMLNet.Scoring;
using ResNetMLNet.Training.Distribution;
using ResNetMLNet.Training.Images;
using ResNetMLNet.Transforms.Featurization;
using static TorchSharp.torch;

namespace ResNetMLNet.Training.Freezing;

/// <summary>What the frozen stages of a network make of images: computed once, and kept where the images are.</summary>
/// <param name="host">Hears of the progress.</param>
/// <param name="network">The network.</param>
/// <param name="stages">The number of its frozen stages, from 1.</param>
/// <param name="storage">Where the maps go.</param>
/// <param name="device">Where the network is.</param>
internal sealed class FrozenMaps(IHost host, ResNet network, int stages, ImageStorage storage, Device device) : IDisposable
{
    private readonly BackgroundReading _nothing = new(host.CheckAlive, CancellationToken.None);
    private readonly List<FileImages> _files = [];

    /// <summary>
    /// Whether maps are kept for a training: nothing random stands in front of them, and they are no larger than the images. The
    /// means behind all stages are few numbers, however small the images.
    /// </summary>
    public static bool AreKept(TorchTrainerOptions options, ResNet network, int stages, ImageShape image) =>
        stages > 0
        && options.Augmentation is not { ChangesImages: true }
        && (stages == ResNet.StageCount || network.Description.MapShape(stages, image).Size <= image.Size);

    /// <summary>Computes the maps of a training's images.</summary>
    /// <param name="whole">The training of the whole network.</param>
    /// <param name="going">Gives batches until the training is stopped; what is returned is then of no use.</param>
    /// <param name="ranks">The processes that share the computing; null if this one is alone.</param>
    /// <returns>The training of the rest of the network.</returns>
    public TrainingPart Compute(TrainingPart whole, Func<BatchFeed, IEnumerable<ImageBatch>> going, TrainingRanks? ranks)
    {
        var done = 0;
        var count = whole.TrainSet.Count + (whole.ValidationSet?.Count ?? 0);
        using var progress = host.StartProgressChannel("Computing frozen stages");
        progress.SetHeader(new ProgressHeader("images"), entry => entry.SetProgress(0, done, count));
        network.eval();
        using var mode = inference_mode();
        using var front = Front(whole.TrainSet.Image);
        return whole with
        {
            TrainSet = Maps(whole.TrainSet),
            ValidationSet = whole.ValidationSet is { } validationSet ? Maps(validationSet) : null,
            Logits = maps => network.Rest(maps, stages),
            Validated = () => new RestNetwork(network, stages),
        };

        ImageSet Maps(ImageSet images)
        {
            var shape = network.Description.MapShape(stages, images.Image);
            var maps = Empty(shape, images.Count);
            var batchSize = whole.ValidationBatchSize * (ranks?.Communicator.Size ?? 1);
            using var feed = new BatchFeed(images, batchSize, device, slice: ranks?.Slice);
            var place = 0;
            foreach (var batch in going(feed))
            {
                using var scope = NewDisposeScope();
                ReadOnlySpan<float> own = front.Apply(batch.Images).cpu().contiguous().Values<float>();
                var count = batch.Rows.BatchCount;
                Add(ranks is null ? own : ranks.Gather(own, count, shape.Size), shape.Size, maps, place);
                (place, done) = (place + count, done + count);
            }
            return images.WithImages(shape, maps);
        }
    }

    public void Dispose()
    {
        foreach (var file in _files)
            file.Dispose();
        _nothing.Dispose();
    }

    /// <summary>The means behind all stages come from the form in which the network scores.</summary>
    private IInferenceNetwork Front(ImageShape image) => stages == ResNet.StageCount
        ? ScoringNetwork.Prepare(host, network, image, device, Precision.Float32, NetworkOutput.Features)
        : new FrontNetwork(network, stages);

    /// <summary>Room for maps. Of pictures that are not held, maps with places would be more than memory has.</summary>
    private FilledImages Empty(ImageShape shape, int count)
    {
        if (storage == ImageStorage.Memory || (storage == ImageStorage.Encoded && stages == ResNet.StageCount))
            return new MemoryImages(shape.Size, count);
        var file = new FileImages(shape.Size, _nothing);
        _files.Add(file);
        file.Open(count);
        return file;
    }

    /// <summary>Keeps the maps of a batch.</summary>
    private static void Add(ReadOnlySpan<float> maps, int size, FilledImages store, int place)
    {
        for (var row = 0; row < maps.Length / size; row++)
        {
            maps.Slice(row * size, size).CopyTo(store.Add(place + row));
            store.Publish(place + row);
        }
    }
}
