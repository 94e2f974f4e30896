using ResNetMLNet.Modeling;
using ResNetMLNet.Training.Images;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Benchmarks.Contenders;

/// <summary>A bare loop over the library's own network: no ML.NET.</summary>
internal sealed class TricksLoop : IDisposable
{
    private readonly ResNet _network;
    private readonly optim.Optimizer _optimizer;
    private readonly ImageTensors _data;
    private readonly ScalarType _type;

    /// <param name="data">The images, on the device that trains.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="learningRate">The learning rate of all steps.</param>
    /// <param name="device">The device that trains.</param>
    /// <param name="type">The format of the convolutions.</param>
    public TricksLoop(ImageTensors data, int classes, double learningRate, Device device, ScalarType type)
    {
        (_data, _type) = (data, type);
        _network = new ResNet(new(), 1, classes, TrainingTask.Seed).to(device);
        _optimizer = optim.SGD(_network.parameters(), learningRate);
        _network.train();
    }

    /// <summary>Trains on rows in an order, and waits for the end.</summary>
    /// <param name="order">The rows.</param>
    /// <param name="batch">The images of a step.</param>
    /// <returns>The mean loss.</returns>
    public double Epoch(int[] order, int batch)
    {
        using var outer = NewDisposeScope();
        var index = _data.Index(order);
        var total = zeros(1, dtype: ScalarType.Float64, device: index.device);
        var begin = 0;
        foreach (var selected in RowOrder.Batches(order, batch))
        {
            using var scope = NewDisposeScope();
            var (input, labels) = _data.Select(index.narrow(0, begin, selected.Length));
            begin += selected.Length;
            Tensor logits;
            using (Autocast.To(_type))
                logits = _network.call(input);
            var loss = nn.functional.cross_entropy(logits, labels);
            _optimizer.zero_grad();
            loss.backward();
            _optimizer.step();
            total.add_(loss.detach() * selected.Length);
        }
        return total.item<double>() / order.Length;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimizer.Dispose();
        _network.Dispose();
    }
}
