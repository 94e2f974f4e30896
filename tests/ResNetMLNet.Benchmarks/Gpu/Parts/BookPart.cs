using System.Diagnostics;
using ResNetMLNet.Benchmarks.Contenders;
using ResNetMLNet.Benchmarks.Reporting;
using ResNetMLNet.Interop;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Images;
using ResNetMLNet.Training.Recipes;
using static TorchSharp.torch;
using ImageSource = ResNetMLNet.Benchmarks.Data.ImageSource;

namespace ResNetMLNet.Benchmarks.Gpu.Parts;

/// <summary>The experiment of Dive into Deep Learning, chapter 7.6, beside a bare loop whose images are on the GPU already.</summary>
internal static class BookPart
{
    private const int Classes = 10;

    /// <summary>Notes time, speed and accuracy of the trainer, and its speed over that of the loop.</summary>
    public static void Measure(GpuBench bench)
    {
        var options = ResNetRecipe.D2L.CreateOptions();
        options.Epoch = bench.Settings.Epochs(options.Epoch);
        var trainer = Trainer(bench, options);
        var loop = Loop(bench, options);
        bench.Note("bare loop behind its first epoch, images/s", loop);
        bench.Note("Fit over the bare loop", trainer / loop, atLeast: 0.95);
    }

    private static double Trainer(GpuBench bench, ResNetTrainer.Options options)
    {
        var (ml, size, epochs) = (bench.Settings.OnDevice(), ResNetRecipe.D2L.ImageSize, new EpochClock());
        options.Callbacks.Add(epochs);
        var clock = Stopwatch.StartNew();
        using var model = bench.Fit(ml, options, bench.TrainSet(size));
        bench.Note($"Fit of {options.Epoch} epochs, s", clock.Elapsed.TotalSeconds, atMost: 15);
        var speed = model.History.TrainRows / epochs.Seconds;
        bench.Note("Fit behind its first epoch, images/s", speed, atLeast: 40_000);
        var metrics = ml.MulticlassClassification.Evaluate(model.Transform(bench.TestSet(size)));
        bench.Note("test accuracy", metrics.MicroAccuracy, atLeast: 0.91);
        return speed;
    }

    private static double Loop(GpuBench bench, ResNetTrainer.Options options)
    {
        var device = bench.Settings.Device;
        var images = ImageSource.Load(GpuSettings.OnCpu(), bench.Settings.Rows, ResNetRecipe.D2L.ImageSize, Classes);
        using var data = new ImageTensors(images, device);
        var type = BFloat16Support.IsNative(device) ? ScalarType.BFloat16 : ScalarType.Float32;
        using var loop = new TricksLoop(data, Classes, options.LearningRate, device, type);
        var seconds = new List<double>();
        for (var epoch = 1; epoch <= options.Epoch; epoch++)
        {
            bench.CancellationToken.ThrowIfCancellationRequested();
            var clock = Stopwatch.StartNew();
            var loss = loop.Epoch(RowOrder.Shuffled(images.Count, TrainingTask.Seed, epoch), options.BatchSize);
            seconds.Add(clock.Elapsed.TotalSeconds);
            bench.Tell($"  epoch {epoch} of the bare loop: loss {Figure.Of(loss)}, {Figure.Of(images.Count / seconds[^1])} images/s");
        }
        return images.Count / Statistics.Median(seconds.Skip(1));
    }
}
