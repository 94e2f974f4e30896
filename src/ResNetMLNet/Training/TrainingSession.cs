using Microsoft.ML.Runtime;
using ResNetMLNet.History;
using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Inference;
using ResNetMLNet.Scoring;
using ResNetMLNet.Training.Callbacks;
using ResNetMLNet.Training.Checkpoints;
using ResNetMLNet.Training.Images;
using ResNetMLNet.Training.Optimization;
using static TorchSharp.torch;

namespace ResNetMLNet.Training;

/// <summary>One <c>Fit</c>, once its rows are known: the loop, with the callbacks around it that the options ask for.</summary>
internal sealed class TrainingSession(IHost host, IChannel channel, TorchTrainerOptions options)
{
    /// <summary>Where the network is.</summary>
    public required Device Device { get; init; }

    /// <summary>The precision of the convolutions.</summary>
    public required Precision Precision { get; init; }

    /// <summary>The seed of all that is drawn.</summary>
    public required int Seed { get; init; }

    /// <summary>The checkpoints of this training; null for none.</summary>
    public required CheckpointSession? Checkpoints { get; init; }

    /// <summary>The rows of the training set that were left out for want of a label.</summary>
    public required long UnlabelledRows { get; init; }

    /// <summary>The rows of the training set that were left out for want of a picture.</summary>
    public required long MissingPictures { get; init; }

    /// <summary>Trains a network; afterwards it holds the weights that the history names.</summary>
    /// <exception cref="InvalidOperationException">Diverged before an epoch was finished, or the checkpoint does not fit.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before an epoch was finished.</exception>
    public TrainingHistory Train(nn.Module<Tensor, Tensor> network, ImageSet trainSet, ImageSet? validationSet)
    {
        var batchCount = RowOrder.BatchCount(trainSet.Count, options.BatchSize);
        using var optimizer = new ScheduledOptimizer(network, options, batchCount);
        using var running = new RunningMetrics(Device);
        using var keeper = new ModelKeeper(options.KeepBestWeights ? options.MonitoredMetric : null);
        using var progress = new ProgressReport(host, channel, options);
        var run = new TrainingRun(
            network, optimizer, running, options.Epoch, batchCount, trainSet.Count, message => channel.Warning(message));
        var callbacks = new List<ITrainingCallback> { keeper, progress };
        callbacks.AddRange(options.Callbacks);
        if (options.EarlyStopping is { } settings)
            callbacks.Add(new EarlyStoppingCallback(settings, options.MonitoredMetric));
        using var writer = Checkpoints?.Begin(run, keeper, trainSet, validationSet);
        if (writer is not null)
            callbacks.Add(writer);

        var signals = new StopSignals(host.CheckAlive, options.MaxTrainingTime, options.CancellationToken);
        new TrainingLoop(run, options, callbacks, signals)
        {
            Device = Device,
            ConvolutionType = Precision == Precision.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32,
            Validated = () => ScoringNetwork.Prepare(
                host, network, trainSet.Image, Device, Precision.Float32, NetworkOutput.Probabilities),
            ValidationBatchSize = NetworkBatch.SizeFor(trainSet.Image, (network as ResNet)?.Description),
            Seed = Seed,
            SeedsLayers = network is not ResNet,
        }.Run(trainSet, validationSet);
        TrainingOutcome.Report(channel, run, keeper.Epoch, options);
        keeper.Restore();
        return new TrainingHistory(
            run.History,
            run.StopReason!.Value,
            trainSet.Count,
            Device.ToString(),
            Precision,
            Seed,
            keeper.Epoch,
            UnlabelledRows,
            MissingPictures);
    }
}
