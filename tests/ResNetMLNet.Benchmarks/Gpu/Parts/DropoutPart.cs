using ResNetMLNet.Training;

namespace ResNetMLNet.Benchmarks.Gpu.Parts;

/// <summary>A network of a user's own, whose dropout draws from the GPU's generator.</summary>
internal static class DropoutPart
{
    private const int Size = 28;
    private const int Rows = 512;

    /// <summary>Notes whether the same seed drops the same, and how the scores of CPU and GPU differ.</summary>
    public static void Measure(GpuBench bench)
    {
        var (ml, view) = (bench.Settings.OnDevice(), bench.TrainSet(Size, Rows));
        var options = new TorchModuleTrainer.Options { Module = new DropoutNetwork(), Epoch = 2, BatchSize = 64 };
        bench.Prepare(options);
        var trainer = ml.MulticlassClassification.Trainers.TorchModule(options);
        using var first = bench.Whole(trainer.Fit(view));
        using var second = bench.Whole(trainer.Fit(view));
        var file = GpuTraining.Saved(ml, first, view.Schema);
        var onGpu = GpuTraining.Scores(first, view);
        var again = GpuTraining.Scores(second, view);
        bench.NoteDifference("largest difference of a probability by the same seed", GpuTraining.Difference(onGpu, again));
        var onCpu = GpuTraining.ScoresOfLoaded(GpuSettings.OnCpu(), file, view);
        bench.NoteDifference("largest difference of a probability on CPU and GPU", GpuTraining.Difference(onGpu, onCpu), atMost: 1e-4);
    }
}
