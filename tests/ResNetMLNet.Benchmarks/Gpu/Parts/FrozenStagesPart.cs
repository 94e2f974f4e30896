using Microsoft.ML;
using ResNetMLNet.Modeling;
using ResNetMLNet.Scoring;
using ResNetMLNet.Training;

namespace ResNetMLNet.Benchmarks.Gpu.Parts;

/// <summary>A training with frozen stages, whose maps are computed once, and that thaw behind the first epoch.</summary>
internal static class FrozenStagesPart
{
    private const int Rows = 512;

    /// <summary>Notes the losses of GPU and CPU.</summary>
    public static void Measure(GpuBench bench)
    {
        var folder = Directory.CreateTempSubdirectory("resnetmlnet-benchmarks-");
        try
        {
            var weights = Path.Combine(folder.FullName, "weights.safetensors");
            using (var model = Fit(bench, GpuSettings.OnCpu(), Options()))
                model.SaveWeights(weights);
            foreach (var stages in new[] { 2, ResNet.StageCount })
            {
                var name = $"last loss with {stages} stages frozen at first";
                bench.Note($"{name}, on the GPU", Loss(bench, bench.Settings.OnDevice(), weights, stages));
                bench.Note($"{name}, on the CPU", Loss(bench, GpuSettings.OnCpu(), weights, stages));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Loss(GpuBench bench, MLContext ml, string weights, int stages)
    {
        var options = Options();
        (options.PretrainedWeights, options.FrozenStages, options.FrozenEpoch) = (weights, stages, 1);
        using var model = Fit(bench, ml, options);
        return model.History.Epochs[^1].TrainLoss;
    }

    private static ResNetTransformer Fit(GpuBench bench, MLContext ml, ResNetTrainer.Options options) =>
        bench.Fit(ml, options, bench.TrainSet(28, Rows));

    private static ResNetTrainer.Options Options() =>
        new() { Epoch = 2, BatchSize = 64, LearningRate = 0.01, Precision = Precision.Float32 };
}
