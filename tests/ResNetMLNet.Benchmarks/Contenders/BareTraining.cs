using System.Diagnostics;
using ResNetMLNet.Benchmarks.Data;
using ResNetMLNet.Modeling;
using ResNetMLNet.Training.Images;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Benchmarks.Contenders;

/// <summary>The training loop as a competent user of TorchSharp writes it, without a trick.</summary>
internal sealed class BareTraining(Images images, ScalarType type, TrainingRecipe recipe) : ITraining
{
    private const int StepsPerReading = 10;

    private readonly ImageTensors _data = new(images, CPU);
    private readonly ResNet _initial = recipe.InitialNetwork(images);

    /// <inheritdoc/>
    public (double Seconds, double Loss) Train(int rows, int batch, double learningRate)
    {
        using var outer = NewDisposeScope();
        var order = RowOrder.Shuffled(rows, TrainingTask.Seed, TrainingTask.Epoch);
        var clock = Stopwatch.StartNew();
        using var network = new PlainResNet(recipe.Layout, images.Channels, images.Classes);

        // Only needed to compare the losses.
        clock.Stop();
        network.Load(_initial.state_dict());
        network.to(type);
        clock.Start();

        using var optimizer = optim.SGD(network.parameters(), learningRate, recipe.Momentum);
        var total = zeros(1, dtype: ScalarType.Float64);
        var step = 0;
        network.train();
        foreach (var selected in RowOrder.Batches(order, batch))
        {
            using var scope = NewDisposeScope();
            var (input, labels) = _data.Select(_data.Index(selected.ToArray()));
            var loss = nn.functional.cross_entropy(network.call(input.to(type)), labels);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            total.add_(loss.detach() * selected.Length);
            if (++step % StepsPerReading == 0)
                loss.ToDouble();
        }
        var mean = total.item<double>() / rows;
        return (clock.Elapsed.TotalSeconds, mean);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _data.Dispose();
        _initial.Dispose();
    }
}
