using System.Globalization;
using Microsoft.ML;
using ResNetMLNet.Benchmarks.Reporting;
using ResNetMLNet.Modeling;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Callbacks;
using static TorchSharp.torch;

namespace ResNetMLNet.Benchmarks.Photos;

/// <summary>The resident memory of one epoch on photographs that are decoded anew: it is not to grow with their number.</summary>
internal static class PhotoMemory
{
    private const int BatchSize = 50;
    private const int Step = 1000;

    /// <summary>Trains a network of a few weights for one epoch, and notes the memory behind every thousand photographs.</summary>
    public static string Measure(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var probe = new Probe();
        var options = new TorchModuleTrainer.Options
        {
            Module = new SmallNetwork(), Epoch = 1, BatchSize = BatchSize, ImageStorage = ImageStorage.Encoded, Seed = 1, LearningRate = 0.001, CancellationToken = cancellationToken,
            Augmentation = new ImageAugmentation { RandomResizedCrop = true, HorizontalFlipProbability = 0.5 },
        };
        options.Callbacks.Add(probe);
        var ml = new MLContext(seed: 1);
        using var model = ml.MulticlassClassification.Trainers.TorchModule(options).Fit(PhotoTraining.View(paths));
        return MarkdownTable.Of(
            ["photographs", "resident MB", "of the first"],
            probe.Points.Select(point => (IReadOnlyList<string>)
            [
                point.Images.ToString("N0", CultureInfo.InvariantCulture),
                Figure.Megabytes(point.Bytes),
                Figure.Percent(point.Bytes / (double)probe.Points[0].Bytes),
            ]));
    }

    private sealed class Probe : ITrainingCallback
    {
        public List<(long Images, long Bytes)> Points { get; } = [];

        public void OnBatchEnd(TrainingRun run)
        {
            if (run.ImagesSeen % Step == 0)
                Points.Add((run.ImagesSeen, Environment.WorkingSet));
        }
    }

    [TorchModuleFactory("SmallNetwork")]
    private sealed class SmallNetwork : ITorchModuleFactory
    {
        public nn.Module<Tensor, Tensor> Create(TorchModuleContext context) => nn.Sequential(
            nn.Conv2d(context.ImageChannels, 8, 7, stride: 8), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, context.ClassCount));
    }
}
