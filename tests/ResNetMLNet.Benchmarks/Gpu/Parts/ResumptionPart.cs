using Microsoft.ML;
using ResNetMLNet.Modeling;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Callbacks;

namespace ResNetMLNet.Benchmarks.Gpu.Parts;

/// <summary>A training that begins on the CPU and goes on on the GPU.</summary>
internal static class ResumptionPart
{
    private const int Rows = 512;

    /// <summary>Notes the loss of the second epoch where the GPU goes on, and where the CPU does.</summary>
    public static void Measure(GpuBench bench)
    {
        var folder = Directory.CreateTempSubdirectory("resnetmlnet-benchmarks-");
        try
        {
            var begun = Directory.CreateDirectory(Path.Combine(folder.FullName, "begun")).FullName;
            Fit(bench, GpuSettings.OnCpu(), begun, new StopBehindTheFirst());
            var copy = Directory.CreateDirectory(Path.Combine(folder.FullName, "copy")).FullName;
            foreach (var file in Directory.GetFiles(begun))
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            var onGpu = Fit(bench, bench.Settings.OnDevice(), begun);
            var onCpu = Fit(bench, GpuSettings.OnCpu(), copy);
            bench.Note("loss of the second epoch on the GPU", onGpu);
            bench.Note("loss of the second epoch on the CPU", onCpu);
            bench.NoteDifference("difference", Math.Abs(onGpu - onCpu));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The loss of the last epoch of a training that goes on where there is a checkpoint.</summary>
    private static double Fit(GpuBench bench, MLContext ml, string folder, params ITrainingCallback[] callbacks)
    {
        var options = new ResNetTrainer.Options
        {
            Epoch = 2,
            BatchSize = 64,
            LearningRate = 0.01,
            Precision = Precision.Float32,
            CheckpointFolder = folder,
            Resume = true,
            Callbacks = [.. callbacks],
        };
        using var model = bench.Fit(ml, options, bench.TrainSet(28, Rows));
        return model.History.Epochs[^1].TrainLoss;
    }

    private sealed class StopBehindTheFirst : ITrainingCallback
    {
        public void OnEpochEnd(TrainingRun run) => run.Stop();
    }
}
