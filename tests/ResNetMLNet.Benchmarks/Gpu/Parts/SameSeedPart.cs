using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Training;

namespace ResNetMLNet.Benchmarks.Gpu.Parts;

/// <summary>Whether the same seed gives the same weights on a GPU, as it does on a CPU.</summary>
internal static class SameSeedPart
{
    private const int Rows = 2_048;

    /// <summary>Notes whether the weights of two trainings have equal bits, or the largest difference.</summary>
    public static void Measure(GpuBench bench)
    {
        foreach (var precision in new[] { Precision.Float32, Precision.BFloat16 })
        {
            using var first = Network(bench, precision);
            using var second = Network(bench, precision);
            var (one, other) = (Weights(first), Weights(second));
            if (one.AsSpan().SequenceEqual(other))
                bench.Note($"weights of two trainings in {precision}", "equal bits");
            else
                bench.NoteDifference($"largest difference of a weight in {precision}", GpuTraining.Difference(one, other));
        }
    }

    private static ResNet Network(GpuBench bench, Precision precision)
    {
        var options = new ResNetTrainer.Options { Epoch = 2, BatchSize = 128, Precision = precision };
        using var model = bench.Fit(bench.Settings.OnDevice(), options, bench.TrainSet(28, Rows));
        return model.CopyNetwork();
    }

    private static float[] Weights(ResNet network) =>
        [.. network.parameters().SelectMany(parameter => parameter.Values<float>().ToArray())];
}
