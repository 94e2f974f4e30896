using Microsoft.ML.Runtime;
using ResNetMLNet.History;
using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Inference;
using ResNetMLNet.Scoring;
using ResNetMLNet.Training.Callbacks;
using ResNetMLNet.Training.Checkpoints;
using ResNetMLNet.Training.Distribution;
using ResNetMLNet.Training.Freezing;
using ResNetMLNet.Training.Images;
using ResNetMLNet.Training.Optimization;
using ResNetMLNet.Transforms.Featurization;
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

    /// <summary>The processes that train together; null if this one is alone.</summary>
    public required TrainingRanks? Ranks { get; init; }

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
        using var average = options.ExponentialMovingAverage is { } averaging ? new WeightAverage(network, averaging, options) : null;
        using var keeper = new ModelKeeper(options.KeepBestWeights ? options.MonitoredMetric : null);
        using var exchange = Ranks is null
            ? null
            : new GradientExchange(Ranks.Communicator, network, Device, options.ExchangePrecision, message => channel.Info(message));
        using var progress = IsTold ? new ProgressReport(host, channel, options) : null;
        var run = new TrainingRun(
            network, optimizer, running, options.Epoch, batchCount, trainSet.Count, message => channel.Warning(message))
        {
            Average = average,
        };
        List<ITrainingCallback> callbacks = progress is null ? [keeper] : [keeper, progress, .. options.Callbacks];
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
            Frozen = stages => Frozen(network, stages, trainSet.Image),
            Seed = Seed,
            SeedsLayers = network is not ResNet,
            Ranks = Ranks,
            Exchange = exchange,
        }.Run(Whole(network, trainSet, validationSet));
        Ranks?.Part();
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

    /// <summary>Whether callbacks and logs hear of the training: of several ranks they do on rank 0.</summary>
    private bool IsTold => Ranks is null or { IsFirst: true };

    private TrainingPart Whole(nn.Module<Tensor, Tensor> network, ImageSet trainSet, ImageSet? validationSet) => new(
        trainSet,
        validationSet,
        network.call,
        () => ScoringNetwork.Prepare(host, network, trainSet.Image, Device, Precision.Float32, NetworkOutput.Probabilities),
        NetworkBatch.SizeFor(trainSet.Image, (network as ResNet)?.Description, Device.type));

    private FrozenMaps? Frozen(nn.Module<Tensor, Tensor> network, int stages, ImageShape image) =>
        network is ResNet resNet && FrozenMaps.AreKept(options, resNet, stages, image)
            ? new FrozenMaps(host, resNet, stages, options.ImageStorage, Device)
            : null;
}
