using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;
using static TorchSharp.torch.optim.lr_scheduler;

namespace ResNetMLNet.Training.Optimization;

/// <summary>The optimizer and its learning rate over the batches of a training.</summary>
internal sealed class ScheduledOptimizer : IDisposable
{
    private readonly SGD _optimizer;
    private readonly LRScheduler? _schedule;

    public ScheduledOptimizer(nn.Module network, ResNetTrainer.Options options, int batchesPerEpoch)
    {
        var sgd = (SgdOptimizer)options.Optimizer;
        _optimizer = SGD(network.parameters(), options.LearningRate, sgd.Momentum, weight_decay: sgd.WeightDecay, nesterov: sgd.Nesterov);
        _schedule = options.LearningRateSchedule is OneCycleSchedule
            ? OneCycleLR(_optimizer, options.LearningRate, total_steps: batchesPerEpoch * options.Epoch, cycle_momentum: false)
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
