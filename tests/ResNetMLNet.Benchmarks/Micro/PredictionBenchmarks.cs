using BenchmarkDotNet.Attributes;
using Microsoft.ML;
using ResNetMLNet.Benchmarks.Contenders;
using ResNetMLNet.Benchmarks.Data;
using ResNetMLNet.Benchmarks.Models;
using ResNetMLNet.Benchmarks.Ratios;
using ResNetMLNet.Benchmarks.Running;

namespace ResNetMLNet.Benchmarks.Micro;

/// <summary>One prediction at a time: ours, ML.NET's ONNX transformer, ONNX Runtime itself.</summary>
public class PredictionBenchmarks : IDisposable
{
    private const int Classes = 10;
    private readonly ProbabilityBuffer _probabilities = new(kept: 1, Classes);
    private EngineScoring _ours = null!;
    private EngineScoring _applyOnnx = null!;
    private OrtScoring _ort = null!;

    /// <summary>Where the models lie; set before the run, which takes place in the same process.</summary>
    internal static Func<int, string> FolderOf { get; set; } =
        _ => throw new InvalidOperationException($"Set {nameof(FolderOf)} before the benchmarks run.");

    /// <summary>The height and width of the image.</summary>
    [ParamsSource(nameof(Sizes))]
    public int Size { get; set; }

    /// <summary>All sizes.</summary>
    public static IEnumerable<int> Sizes => RatioPlan.Sizes;

    /// <summary>Loads the models.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var ml = new MLContext();
        var folder = FolderOf(Size);
        var images = ImageSource.Load(ml, rows: 1, Size, Classes);
        _ours = new EngineScoring(ml, images, ml.Model.Load(ModelFiles.Zip(folder), out _));
        _applyOnnx = new EngineScoring(
            ml, images, OnnxModel.Apply(ml, new WorkerSettings(ContenderName.ApplyOnnxPredict, Size, Rows: 1, folder)));
        _ort = new OrtScoring(images, ModelFiles.Onnx(folder), batch: 1);
    }

    /// <summary>Frees the models.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _ours.Dispose();
        _applyOnnx.Dispose();
        _ort.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The library's transformer in a prediction engine.</summary>
    [Benchmark]
    public void Ours() => _ours.Score(1, _probabilities);

    /// <summary>ML.NET's ONNX transformer in a prediction engine.</summary>
    [Benchmark(Baseline = true)]
    public void ApplyOnnxModel() => _applyOnnx.Score(1, _probabilities);

    /// <summary>ONNX Runtime's session.</summary>
    [Benchmark]
    public void OnnxRuntime() => _ort.Score(1, _probabilities);
}
