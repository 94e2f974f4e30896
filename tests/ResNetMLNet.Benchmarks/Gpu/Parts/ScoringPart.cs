using System.Diagnostics;
using Microsoft.ML.Runtime;
using ResNetMLNet.Benchmarks.Contenders;
using ResNetMLNet.Benchmarks.Data;
using ResNetMLNet.Benchmarks.Reporting;
using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Inference;
using ResNetMLNet.Scoring;
using ResNetMLNet.Training;
using ResNetMLNet.Transforms.Featurization;
using TorchSharp;

namespace ResNetMLNet.Benchmarks.Gpu.Parts;

/// <summary>
/// Scoring at 224 pixels: <c>Transform</c>, whose batches are the library's own, and the scorer behind it in batches of 8, as on a CPU,
/// and of 256. The images are grey; of colour, three times as much would be copied to the GPU.
/// </summary>
internal static class ScoringPart
{
    private const int Size = 224;
    private const int Classes = 10;
    private const int Held = 512;
    private const int TrainRows = 64;
    private static readonly ImageShape _shape = new(1, Size, Size);

    /// <summary>Notes images a second.</summary>
    public static void Measure(GpuBench bench)
    {
        var ml = bench.Settings.OnDevice();
        var images = ImageSource.Load(ml, Held, Size, Classes);
        var options = new ResNetTrainer.Options { Epoch = 1, BatchSize = 16, LearningRate = 0.01 };
        using var model = bench.Fit(ml, options, new ImagesView(images, TrainRows));
        var host = ((IHostEnvironment)ml).Register(nameof(ScoringPart));
        using (var scorer = new BatchScorer(
            host, model.CopyNetwork().to(bench.Settings.Device), _shape, bench.Settings.Device, NetworkOutput.Probabilities))
        {
            foreach (var batch in new[] { 8, 256 })
                bench.Note($"batches of {batch}, images/s", Speed(bench, rows => Score(scorer, images, batch, rows)));
        }
        foreach (var precision in new[] { Precision.Float32, Precision.BFloat16 })
        {
            model.Precision = precision;
            var batch = NetworkBatch.SizeFor(_shape, new(), bench.Settings.Device.type);
            bench.Note($"Transform in {precision}, by {batch}, images/s", Speed(bench, rows =>
                new TransformScoring(images, model).Score(rows, new ProbabilityBuffer(0, Classes))));
        }
    }

    /// <summary>The median of some rounds behind one that is not counted.</summary>
    private static double Speed(GpuBench bench, Action<int> score)
    {
        const int batch = 256;
        var (rows, rounds) = bench.Settings.IsDryRun ? (batch, 1) : (16 * batch, 3);
        score(bench.Settings.IsDryRun ? 8 : batch);
        return Statistics.Median(Enumerable.Range(0, rounds).Select(_ =>
        {
            bench.CancellationToken.ThrowIfCancellationRequested();
            bench.Settings.Synchronize();
            var clock = Stopwatch.StartNew();
            score(rows);
            return rows / clock.Elapsed.TotalSeconds;
        }).ToList());
    }

    /// <summary>Scores images, which come round again; the scores are read, for which the scorer waits.</summary>
    private static void Score(BatchScorer scorer, Images images, int batch, int rows)
    {
        var scores = new float[batch * images.Classes];
        for (var done = 0; done < rows; done += batch)
        {
            var count = Math.Min(batch, rows - done);
            scorer.Score(images.Values.AsSpan(done % images.Count * images.Length, count * images.Length), count, scores);
        }
    }
}
