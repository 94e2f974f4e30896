using System.Diagnostics;
using System.Globalization;
using ResNetMLNet.Modeling;
using static TorchSharp.torch;

namespace ResNetMLNet.Training;

/// <summary>Trains any network that turns a batch of images into logits: epochs, batches, steps, validation.</summary>
internal sealed class TrainingLoop(
    nn.Module<Tensor, Tensor> network, ResNetTrainer.Options options, Device device, ScalarType convolutionType, int seed)
{
    /// <summary>Reading loss and accuracy waits for the device, so it is done rarely.</summary>
    private static readonly TimeSpan _readingInterval = TimeSpan.FromMilliseconds(200);

    private readonly List<EpochMetrics> _epochs = [];

    /// <summary>The finished epochs.</summary>
    public IReadOnlyList<EpochMetrics> Epochs => _epochs;

    /// <summary>Called before each batch; an exception in it ends the training.</summary>
    public required Action CheckAlive { get; init; }

    /// <summary>Called after batches, at most a few times a second.</summary>
    public required Action<TrainingProgress> Progressed { get; init; }

    /// <summary>Called after each finished epoch.</summary>
    public required Action<EpochMetrics> EpochFinished { get; init; }

    /// <summary>Trains; afterwards the network holds the weights of the last of <see cref="Epochs"/>.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before an epoch was finished.</exception>
    /// <exception cref="InvalidOperationException">Diverged before an epoch was finished.</exception>
    public TrainingStopReason Run(ImageSet trainSet, ImageSet? validationSet)
    {
        using var gradients = enable_grad();
        using var optimization = new Optimization(
            network, options, options.Epoch * RowOrder.BatchCount(trainSet.Count, options.BatchSize));
        using var lastGood = new WeightSnapshot(network);
        using var trainFeed = new BatchFeed(trainSet, options.BatchSize, device);
        using var validationFeed = validationSet is null ? null : new BatchFeed(validationSet, options.BatchSize, device);
        for (var epoch = 1; epoch <= options.Epoch; epoch++)
        {
            var stopped = Train(trainFeed, epoch, optimization, out var metrics);
            if (stopped is { } reason)
                return GoBack(reason, lastGood, epoch);
            var validated = Validate(validationFeed, ref metrics);
            _epochs.Add(metrics);
            EpochFinished(metrics);
            if (!validated)
                return TrainingStopReason.Canceled;
            if (epoch < options.Epoch)
                lastGood.Take();
        }
        return TrainingStopReason.Completed;
    }

    private TrainingStopReason? Train(BatchFeed feed, int epoch, Optimization optimization, out EpochMetrics metrics)
    {
        using var running = new RunningMetrics(device);
        var clock = Stopwatch.StartNew();
        var lastReading = TimeSpan.Zero;
        var learningRate = 0.0;
        network.train();
        var stopped = RunEpoch(feed, RowOrder.Shuffled(feed.ImageCount, seed, epoch), (batch, labels) =>
        {
            learningRate = optimization.LearningRate;
            TrainStep(batch, labels, optimization, running);
            if (clock.Elapsed - lastReading < _readingInterval)
                return null;
            lastReading = clock.Elapsed;
            return Report(running, epoch, feed.ImageCount, clock.Elapsed);
        });
        metrics = new EpochMetrics(
            epoch,
            running.Loss,
            running.Accuracy,
            ValidationLoss: null,
            ValidationAccuracy: null,
            learningRate,
            clock.Elapsed.TotalSeconds,
            running.Count / clock.Elapsed.TotalSeconds);
        return stopped ?? (double.IsFinite(metrics.TrainLoss) && AllFinite() ? null : TrainingStopReason.Diverged);
    }

    private void TrainStep(Tensor images, Tensor labels, Optimization optimization, RunningMetrics running)
    {
        Tensor logits;
        using (Autocast.To(convolutionType))
            logits = network.call(images);
        var loss = nn.functional.cross_entropy(logits, labels);
        optimization.Step(loss);
        running.Add(loss, logits, labels);
    }

    private TrainingStopReason? Report(RunningMetrics running, int epoch, int imageCount, TimeSpan elapsed)
    {
        var loss = running.Loss;
        Progressed(new TrainingProgress(
            epoch, options.Epoch, running.Count, imageCount, loss, running.Accuracy, running.Count / elapsed.TotalSeconds));
        return double.IsFinite(loss) ? null : TrainingStopReason.Diverged;
    }

    /// <summary>Adds the validation figures. They are missing if it was cancelled meanwhile.</summary>
    private bool Validate(BatchFeed? feed, ref EpochMetrics metrics)
    {
        if (feed is null)
            return true;
        using var running = new RunningMetrics(device);
        using var mode = inference_mode();
        network.eval();
        var stopped = RunEpoch(feed, RowOrder.InOrder(feed.ImageCount), (batch, labels) =>
        {
            var logits = network.call(batch);
            running.Add(nn.functional.cross_entropy(logits, labels), logits, labels);
            return null;
        });
        if (stopped is not null)
            return false;
        metrics = metrics with { ValidationLoss = running.Loss, ValidationAccuracy = running.Accuracy };
        return true;
    }

    private TrainingStopReason? RunEpoch(BatchFeed feed, int[] order, Func<Tensor, Tensor, TrainingStopReason?> step)
    {
        foreach (var batch in feed.Read(order))
        {
            CheckAlive();
            if (options.CancellationToken.IsCancellationRequested)
                return TrainingStopReason.Canceled;
            using var scope = NewDisposeScope();
            if (step(batch.Images, batch.Labels) is { } stopped)
                return stopped;
        }
        return null;
    }

    /// <summary>The last update of an epoch can ruin the weights after the last loss was still finite.</summary>
    private bool AllFinite()
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();

        // One that is not finite makes the sum so; looking at each of eleven million takes ten times as long.
        return network.parameters().All(parameter => double.IsFinite(parameter.sum().item<float>()));
    }

    private TrainingStopReason GoBack(TrainingStopReason reason, WeightSnapshot lastGood, int epoch)
    {
        if (_epochs.Count > 0)
        {
            lastGood.Restore();
            return reason;
        }
        options.CancellationToken.ThrowIfCancellationRequested();
        throw new InvalidOperationException(
            "The training diverged: the loss or the weights became infinite or NaN "
            + string.Create(CultureInfo.InvariantCulture, $"in epoch {epoch} at learning rate {options.LearningRate}. ")
            + "Lower LearningRate, or scale the features to about [0, 1].");
    }
}
