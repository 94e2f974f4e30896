using System.Diagnostics;
using ResNetMLNet.Benchmarks.Data;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Training.Images;
using static TorchSharp.torch;

namespace ResNetMLNet.Benchmarks.Contenders;

/// <summary>A bare loop over the library's own network, in the precision that the trainer would choose: no ML.NET.</summary>
internal sealed class TricksTraining(Images images) : ITraining
{
    private readonly ImageTensors _data = new(images);

    /// <inheritdoc/>
    public (double Seconds, double Loss) Train(int rows, int batch, double learningRate)
    {
        using var outer = NewDisposeScope();
        var order = RowOrder.Shuffled(rows, TrainingTask.Seed, TrainingTask.Epoch);
        var type = CpuFeatures.HasNativeBFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;
        var clock = Stopwatch.StartNew();
        using var network = new ResNet(new(), 1, images.Classes, TrainingTask.Seed);
        using var optimizer = optim.SGD(network.parameters(), learningRate);
        var total = zeros(1, dtype: ScalarType.Float64);
        network.train();
        foreach (var selected in RowOrder.Batches(order, batch))
        {
            using var scope = NewDisposeScope();
            var (input, labels) = _data.Select(selected);
            Tensor logits;
            using (Autocast.To(type))
                logits = network.call(input);
            var loss = nn.functional.cross_entropy(logits, labels);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            total.add_(loss.detach() * selected.Length);
        }
        var mean = total.item<double>() / rows;
        return (clock.Elapsed.TotalSeconds, mean);
    }

    /// <inheritdoc/>
    public void Dispose() => _data.Dispose();
}
