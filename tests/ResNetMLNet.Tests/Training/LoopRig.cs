using ResNetMLNet.Modeling.Inference;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Callbacks;
using ResNetMLNet.Training.Freezing;
using ResNetMLNet.Training.Images;
using ResNetMLNet.Training.Optimization;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Training;

/// <summary>Runs the training loop over any network, as the trainer does it over ResNet.</summary>
internal static class LoopRig
{
    /// <summary>Trains with seed 1; the network ends with the weights that would be returned.</summary>
    public static TrainingRun Run(
        nn.Module<Tensor, Tensor> network,
        ResNetTrainer.Options options,
        ImageSet train,
        ImageSet? validation = null,
        ITrainingCallback? callback = null,
        Action? alive = null) => Run(network, options, train, callback is null ? [] : [callback], validation, alive);

    /// <summary>The same with any number of callbacks.</summary>
    public static TrainingRun Run(
        nn.Module<Tensor, Tensor> network,
        ResNetTrainer.Options options,
        ImageSet train,
        ITrainingCallback[] callbacks,
        ImageSet? validation = null,
        Action? alive = null)
    {
        var batchCount = RowOrder.BatchCount(train.Count, options.BatchSize);
        using var optimizer = new ScheduledOptimizer(network, options, batchCount);
        using var running = new RunningMetrics(CPU);
        using var average = options.ExponentialMovingAverage is { } averaging ? new WeightAverage(network, averaging, options) : null;
        using var keeper = new ModelKeeper(options.KeepBestWeights ? options.MonitoredMetric : null);
        var run = new TrainingRun(network, optimizer, running, options.Epoch, batchCount, train.Count, _ => { }) { Average = average };
        var signals = new StopSignals(alive ?? (() => { }), options.MaxTrainingTime, options.CancellationToken);
        new TrainingLoop(run, options, [keeper, .. callbacks], signals)
        {
            Device = CPU,
            ConvolutionType = ScalarType.Float32,
            Seed = 1,
            SeedsLayers = false,
        }.Run(new TrainingPart(train, validation, network.call, () => new ModuleNetwork(network), options.BatchSize));
        keeper.Restore();
        return run;
    }
}
