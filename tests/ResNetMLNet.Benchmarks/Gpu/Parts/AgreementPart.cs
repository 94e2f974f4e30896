using ResNetMLNet.Training;

namespace ResNetMLNet.Benchmarks.Gpu.Parts;

/// <summary>Whether a model that the GPU has trained loads on the CPU too, and gives the same scores there.</summary>
internal static class AgreementPart
{
    private const int TrainRows = 5_120;
    private const int TestRows = 1_000;

    /// <summary>Notes the largest difference of a probability in single precision.</summary>
    public static void Measure(GpuBench bench)
    {
        foreach (var size in new[] { 28, 96 })
        {
            var (ml, view) = (bench.Settings.OnDevice(), bench.TrainSet(size, TrainRows));

            // Small steps: probabilities of exactly 0 and 1 would agree whatever is computed.
            using var model = bench.Fit(ml, new ResNetTrainer.Options { Epoch = 1, BatchSize = 64, LearningRate = 0.01 }, view);
            var (file, testSet) = (GpuTraining.Saved(ml, model, view.Schema), bench.TestSet(size, TestRows));
            var onGpu = GpuTraining.ScoresOfLoaded(ml, file, testSet);
            var onCpu = GpuTraining.ScoresOfLoaded(GpuSettings.OnCpu(), file, testSet);
            var name = $"largest difference of {onCpu.Length} probabilities at {size} px";
            bench.NoteDifference(name, GpuTraining.Difference(onGpu, onCpu), atMost: 1e-4);
        }
    }
}
