using ResNetMLNet.Interop;
using static TorchSharp.torch;

namespace ResNetMLNet.Training.Optimization;

/// <summary>The optimizer and its learning rate over the batches of a training.</summary>
/// <remarks>
/// Neither are TorchSharp's. Its optimizers free numbers while libtorch reads them: <see cref="Scalars"/>. Of its schedules,
/// OneCycleLR of version 0.107 takes the number of a group for that of a phase, so that a second group of parameters gets wrong
/// rates, and the others work out each rate from the one before, so that a training which is entered in the middle would not get
/// the same bits.
/// </remarks>
internal sealed class ScheduledOptimizer : IDisposable
{
    private readonly IOptimizerStep _optimizer;
    private readonly TorchTrainerOptions _options;
    private readonly ScheduleLength _length;
    private readonly IReadOnlyList<ParameterGroup> _groups;

    public ScheduledOptimizer(nn.Module network, TorchTrainerOptions options, int batchesPerEpoch)
    {
        _groups = ParameterGroup.Of(
            network, options.Optimizer.WeightDecay, options.LearningRateFactor, (long?)options.FrozenEpochCount * batchesPerEpoch);
        _options = options;
        _length = new ScheduleLength((long)batchesPerEpoch * options.Epoch, batchesPerEpoch);
        _optimizer = options.Optimizer.Create(_groups);
    }

    /// <summary>The steps done.</summary>
    public int BatchesDone { get; private set; }

    /// <summary>The learning rate of the batch to come.</summary>
    public double LearningRate => _options.LearningRateSchedule.RateAt(BatchesDone, _options.LearningRate, _length);

    /// <summary>
    /// The live tensors that the optimizer keeps from step to step: <c>momentum_buffer.PARAMETER</c>, or
    /// <c>exp_avg.PARAMETER</c> and <c>exp_avg_sq.PARAMETER</c>; none for SGD without momentum.
    /// </summary>
    /// <remarks>From the first step on and before it, these are the same tensors; the optimizer owns them.</remarks>
    public IReadOnlyDictionary<string, Tensor> State => _optimizer.State;

    /// <summary>Moves the weights by the gradients of a batch's loss.</summary>
    /// <param name="backward">Makes these the gradients of the parameters, which have none yet.</param>
    public void Step(Action backward)
    {
        using var scope = NewDisposeScope();
        List<ParameterGroup> learning = [.. _groups.Where(group => group.FirstBatch <= BatchesDone)];
        foreach (var parameter in learning.SelectMany(group => group.Parameters))
            parameter.grad = null;
        backward();
        if (_options.MaxGradientNorm is { } norm)
            nn.utils.clip_grad_norm_(learning.SelectMany(group => group.Parameters), norm);
        var rate = LearningRate;
        foreach (var group in learning)
            _optimizer.Move(group, rate * group.LearningRateFactor, BatchesDone + 1 - (int)group.FirstBatch);
        BatchesDone++;
    }

    /// <summary>Goes on where another optimizer of the same network and options was left.</summary>
    /// <param name="batchesDone">Its <see cref="BatchesDone"/>.</param>
    /// <param name="state">Its <see cref="State"/>, on any device.</param>
    /// <exception cref="InvalidDataException">The state is not one of this network and these options.</exception>
    public void Restore(int batchesDone, IReadOnlyDictionary<string, Tensor> state)
    {
        state.CopyTo(State);
        BatchesDone = batchesDone;
    }

    /// <summary>Frees the gradients too, which take as much memory as the weights.</summary>
    public void Dispose()
    {
        foreach (var parameter in _groups.SelectMany(group => group.Parameters))
            parameter.grad = null;
        _optimizer.Dispose();
    }
}
