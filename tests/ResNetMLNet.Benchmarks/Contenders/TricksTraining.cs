using System.Diagnostics;
using ResNetMLNet.Benchmarks.Data;
using ResNetMLNet.Interop;
using ResNetMLNet.Training.Images;
using static TorchSharp.torch;

namespace ResNetMLNet.Benchmarks.Contenders;

/// <summary>A bare loop over the library's own network, in the precision that the trainer would choose: no ML.NET.</summary>
internal sealed class TricksTraining(Images images) : ITraining
{
    private readonly ImageTensors _data = new(images, CPU);

    /// <inheritdoc/>
    public (double Seconds, double Loss) Train(int rows, int batch, double learningRate)
    {
        var order = RowOrder.Shuffled(rows, TrainingTask.Seed, TrainingTask.Epoch);
        var type = CpuFeatures.HasNativeBFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;
        var clock = Stopwatch.StartNew();
        using var loop = new TricksLoop(_data, images.Classes, learningRate, CPU, type);
        var loss = loop.Epoch(order, batch);
        return (clock.Elapsed.TotalSeconds, loss);
    }

    /// <inheritdoc/>
    public void Dispose() => _data.Dispose();
}
