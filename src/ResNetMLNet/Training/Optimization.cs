using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;
using static TorchSharp.torch.optim.lr_scheduler;

namespace ResNetMLNet.Training;

/// <summary>The optimizer and its learning rate over the batches of a training.</summary>
internal sealed class Optimization : IDisposable
{
    private readonly SGD _optimizer;
    private readonly LRScheduler? _schedule;

    public Optimization(nn.Module network, ResNetTrainer.Options options, int batchCount)
    {
        _optimizer = SGD(
            network.parameters(), options.LearningRate, options.Momentum, weight_decay: options.WeightDecay, nesterov: options.Nesterov);
        _schedule = options.LearningRateSchedule == LearningRateSchedule.OneCycle
            ? OneCycleLR(_optimizer, options.LearningRate, total_steps: batchCount, cycle_momentum: false)
            : null;
    }

    /// <summary>The learning rate of the batch to come.</summary>
    public double LearningRate => _optimizer.ParamGroups.First().LearningRate;

    /// <summary>Moves the weights by the gradients of a batch's loss.</summary>
    public void Step(Tensor loss)
    {
        _optimizer.zero_grad();
        loss.backward();
        _optimizer.step();
        _schedule?.step();
    }

    public void Dispose() => _optimizer.Dispose();
}
