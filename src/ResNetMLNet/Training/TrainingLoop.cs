using ResNetMLNet.History;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Checks;
using ResNetMLNet.Training.Callbacks;
using ResNetMLNet.Training.Distribution;
using ResNetMLNet.Training.Freezing;
using ResNetMLNet.Training.Images;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Training;

/// <summary>
/// Trains any network that turns a batch of images into logits: epochs, batches, steps, validation. It writes into the
/// <see cref="TrainingRun"/>; all else is done by callbacks that read it.
/// </summary>
internal sealed class TrainingLoop(
    TrainingRun run, TorchTrainerOptions options, IReadOnlyList<ITrainingCallback> callbacks, StopSignals signals)
{
    /// <summary>Reading the loss waits for the device, so it is done rarely, and tidying takes a moment too.</summary>
    private static readonly TimeSpan _pauseInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>ML.NET's evaluator takes no probability for less, and both are to report the same loss.</summary>
    private const double SmallestProbability = 1e-15;

    private readonly CallbackHooks _hooks = new(callbacks);

    /// <summary>Where the network is.</summary>
    public required Device Device { get; init; }

    /// <summary>The format in which the convolutions compute while training.</summary>
    public required ScalarType ConvolutionType { get; init; }

    /// <summary>Gives the maps of frozen stages to be trained on instead of the images; null where they are not kept.</summary>
    public Func<int, FrozenMaps?> Frozen { get; init; } = _ => null;

    /// <summary>The seed of all that is drawn.</summary>
    public required int Seed { get; init; }

    /// <summary>
    /// Whether layers of the network draw from torch's own generator, as dropout does: it is then seeded for each batch, so that a
    /// resumed training draws the same.
    /// </summary>
    public required bool SeedsLayers { get; init; }

    /// <summary>The processes that train together; null if this one is alone.</summary>
    public TrainingRanks? Ranks { get; init; }

    /// <summary>Sums what the ranks make of a batch; null if this one is alone.</summary>
    public GradientExchange? Exchange { get; init; }

    /// <summary>Trains until all epochs are done or something ends it: <see cref="TrainingRun.StopReason"/>.</summary>
    /// <param name="whole">The network and its images.</param>
    public void Run(TrainingPart whole)
    {
        TorchThreads.Apply();
        using var gradients = enable_grad();
        _hooks.Notify(callback => callback.OnTrainBegin(run));
        while (HasNext)
            Phase(whole, options.FrozenStagesIn(NextEpoch));
        run.Stop(TrainingStopReason.Completed);
        _hooks.NotifyAll(callback => callback.OnTrainEnd(run));
    }

    private bool HasNext => run.History.Count < run.EpochCount && !IsEnded();

    private int NextEpoch => run.History.Count + 1;

    /// <summary>The epochs that have the same frozen stages.</summary>
    private void Phase(TrainingPart whole, int frozenStages)
    {
        // What a factory froze by itself has no stages to it, and stays as it is.
        if (run.Network is ResNet network && network.FrozenStages != frozenStages)
            network.Freeze(frozenStages);
        using var maps = Frozen(frozenStages);
        var part = maps?.Compute(whole, images => Going(images, RowOrder.InOrder(images.ImageCount)), Ranks) ?? whole;
        var image = part.TrainSet.Image;
        var augmenter = options.Augmentation is { } settings ? new ImageAugmenter(settings, image, Seed) : null;
        var mixer = options.Augmentation is { MixesImages: true } mixing ? new BatchMixer(mixing, image, Seed) : null;
        using var feed = new BatchFeed(part.TrainSet, options.BatchSize, Device, augmenter, Ranks?.Slice, areMixed: mixer is not null);
        while (HasNext && options.FrozenStagesIn(NextEpoch) == frozenStages)
            Epoch(feed, part, mixer);
    }

    private void Epoch(BatchFeed feed, TrainingPart part, BatchMixer? mixer)
    {
        run.BeginEpoch();
        _hooks.Notify(callback => callback.OnEpochBegin(run));
        Train(feed, part, mixer);
        run.EndBatches();
        if (!run.IsSound())
            run.Diverge();
        if (IsEnded())
            return;
        var row = Row();
        var validated = part.ValidationSet is null || Validate(part, part.ValidationSet, ref row);
        run.EndEpoch(row, isValidationPending: !validated);
        if (validated)
            _hooks.Notify(callback => callback.OnEpochEnd(run));
    }

    private void Train(BatchFeed feed, TrainingPart part, BatchMixer? mixer)
    {
        var paused = run.EpochTime;
        run.Network.train();
        foreach (var batch in Going(feed, part.Order(Seed, run.Epoch), run.Batch, run.Epoch))
        {
            using var scope = NewDisposeScope();
            run.BeginBatch();
            _hooks.Notify(callback => callback.OnBatchBegin(run));
            TrainStep(batch, part, mixer?.Draw(run.Epoch, run.Batch - 1));
            _hooks.Notify(callback => callback.OnBatchEnd(run));
            if (run.EpochTime - paused < _pauseInterval)
                continue;
            paused = run.EpochTime;
            NativeGarbage.Collect();
            if (!double.IsFinite(run.Loss))
                run.Diverge();
        }
    }

    private void TrainStep(ImageBatch batch, TrainingPart part, Mixture? mixture)
    {
        run.Optimizer.Step(() =>
        {
            Exchange?.Begin();
            var figures = Backward(batch, part, mixture);
            run.Running.Add(Exchange?.Sum(figures, batch.Rows) ?? figures);
        });
        run.Average?.Update(run.Epoch, run.Batch);
        foreach (var problem in KernelCheck.TakeUnreported())
            run.Warn(problem);
    }

    private BatchFigures Backward(ImageBatch batch, TrainingPart part, Mixture? mixture)
    {
        mixture = mixture is null ? null : mixture with { HasPartner = batch.Rows.HasPartner };
        var (images, labels) = (mixture?.Images(batch.Images) ?? batch.Images, batch.Labels);
        var logits = SeedsLayers ? SeededGenerator.Run(LayerSeed(), () => Logits(images, part)) : Logits(images, part);
        var loss = Criterion.Loss(logits, labels, batch.Weights, options.LabelSmoothing, mixture);
        using var share = batch.Rows.Share.ToScalar();
        (Exchange is null ? loss : loss.mul(share)).backward();
        return BatchFigures.Of(loss, logits, mixture?.LargerLabels(labels) ?? labels);
    }

    private ulong LayerSeed() => Ranks is { IsFirst: false } ranks
        ? new SplitMix64(Seed, run.Epoch, run.Batch, ranks.Communicator.Rank).Next()
        : new SplitMix64(Seed, run.Epoch, run.Batch).Next();

    private Tensor Logits(Tensor images, TrainingPart part)
    {
        using var format = Autocast.To(ConvolutionType);
        return part.Logits(images);
    }

    private EpochMetrics Row() => new(
        run.Epoch,
        run.Loss,
        run.Accuracy,
        ValidationLoss: null,
        ValidationAccuracy: null,
        run.LearningRate,
        run.EpochTime.TotalSeconds,
        run.ImagesPerSecond);

    /// <summary>Adds the validation figures, unless a signal breaks it off.</summary>
    private bool Validate(TrainingPart part, ImageSet validationSet, ref EpochMetrics row)
    {
        run.Network.eval();
        using var averages = run.Average?.PutIn();
        using var network = part.Validated();
        using var feed = new BatchFeed(validationSet, part.ValidationBatchSize, Device);
        using var running = new RunningMetrics(Device);
        using var mode = inference_mode();
        using var smallest = SmallestProbability.ToScalar();
        var rows = RowOrder.InOrder(feed.ImageCount);
        foreach (var batch in feed.Read(Ranks?.ShareOf(rows) ?? rows, isStopped: IsStopped).TakeWhile(_ => !IsStopped()))
        {
            using var scope = NewDisposeScope();
            var labels = batch.Labels;
            var probabilities = network.Apply(batch.Images);
            running.Add(BatchFigures.Of(nn.functional.nll_loss(probabilities.clamp(min: smallest).log(), labels), probabilities, labels));
        }
        if (IsEnded())
            return false;
        var (loss, correct, count) = Ranks?.Sum(running.Totals) ?? running.Totals;
        row = row with { ValidationLoss = loss / count, ValidationAccuracy = (double)correct / count };
        return true;
    }

    /// <summary>The batches until something ends the training, on any rank.</summary>
    private IEnumerable<ImageBatch> Going(BatchFeed feed, int[] order, int firstBatch = 0, int epoch = 0)
    {
        using var next = feed.Read(order, firstBatch, epoch, IsStopped).GetEnumerator();
        while (true)
        {
            // A rank whose images break off because it is to stop says so to the others.
            var hasNext = next.MoveNext();
            if (hasNext)
                HearSignals();
            if (IsEnded() || !hasNext)
                yield break;
            yield return next.Current;
        }
    }

    private void HearSignals()
    {
        if (signals.Given() is { } signal)
            run.Stop(signal);
    }

    /// <summary>Whether this process is to stop; where others train with it, it does so together with them.</summary>
    private bool IsStopped()
    {
        HearSignals();
        return run.StopReason is not null;
    }

    /// <summary>Whether the training ends, on all ranks.</summary>
    private bool IsEnded()
    {
        if (Ranks?.Agree(run.StopReason) is { } reason)
            run.StopAs(reason);
        return run.StopReason is not null;
    }
}
