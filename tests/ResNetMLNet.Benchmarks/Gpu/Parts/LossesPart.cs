using System.Globalization;
using Microsoft.ML;
using ResNetMLNet.Modeling;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Callbacks;

namespace ResNetMLNet.Benchmarks.Gpu.Parts;

/// <summary>The losses of the first steps, from the same weights in single precision.</summary>
internal static class LossesPart
{
    private const int Size = 28;
    private const int BatchSize = 64;
    private const int Steps = 8;

    /// <summary>Notes the losses of both, and how far they come to lie apart.</summary>
    public static void Measure(GpuBench bench)
    {
        var onGpu = Losses(bench, bench.Settings.OnDevice());
        var onCpu = Losses(bench, GpuSettings.OnCpu());
        bench.Note("GPU", Text(onGpu));
        bench.Note("CPU", Text(onCpu));
        bench.NoteDifference("difference in the first step", Math.Abs(onGpu[0] - onCpu[0]));
        bench.NoteDifference("largest difference", onGpu.Zip(onCpu, (one, other) => Math.Abs(one - other)).Max());
    }

    private static List<double> Losses(GpuBench bench, MLContext ml)
    {
        var losses = new StepLosses();
        var options = new ResNetTrainer.Options { Epoch = 1, BatchSize = BatchSize, LearningRate = 0.01, Precision = Precision.Float32 };
        options.Callbacks.Add(losses);
        using var model = bench.Fit(ml, options, bench.TrainSet(Size, Steps * BatchSize));
        return losses.All;
    }

    private static string Text(IEnumerable<double> losses) =>
        string.Join(' ', losses.Select(loss => loss.ToString("0.00000", CultureInfo.InvariantCulture)));

    /// <summary>Makes the losses of the steps of the running mean, since batches are as large as each other.</summary>
    private sealed class StepLosses : ITrainingCallback
    {
        private double _sum;

        public List<double> All { get; } = [];

        public void OnBatchEnd(TrainingRun run)
        {
            var sum = run.Loss * run.Batch;
            All.Add(sum - _sum);
            _sum = sum;
        }
    }
}
