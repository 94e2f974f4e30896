using ResNetMLNet.Benchmarks.Contenders;
using ResNetMLNet.Benchmarks.Data;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Images;
using ResNetMLNet.Training.Optimization;
using ResNetMLNet.Transforms.Featurization;
using static TorchSharp.torch;

namespace ResNetMLNet.Benchmarks.Profile;

/// <summary>The times of training steps, made by the trainer's own parts in the trainer's order.</summary>
internal sealed class TrainingProfile
{
    /// <summary>The first steps take longer and do not count.</summary>
    public const int WarmUpSteps = 3;

    private const string Waiting = "waiting for the batch";
    private const string Zeroing = "making gradients ready";
    private const string Loss = "loss";
    private const string First = "backward of the first layer";
    private const string Figures = "figures";
    private const string Moving = "moving the weights";

    private readonly LayerMarks _marks;

    private TrainingProfile() => _marks = new LayerMarks(Clock);

    /// <summary>The parts that are no layer.</summary>
    public static IReadOnlyList<string> Others { get; } = [First, Loss, Figures, Waiting, Zeroing, Moving];

    /// <summary>The times.</summary>
    public StepClock Clock { get; } = new();

    /// <summary>The layers and what they are.</summary>
    public IReadOnlyList<(string Name, string Kind)> Layers => _marks.Layers;

    /// <summary>Trains one epoch.</summary>
    public static TrainingProfile Of(Images images, int batch, CancellationToken cancellationToken)
    {
        var profile = new TrainingProfile();
        using var scope = NewDisposeScope();
        using var network = new ResNet(new(), inputChannels: 1, images.Classes, TrainingTask.Seed);
        profile._marks.Put(network);
        var options = new ResNetTrainer.Options { LearningRate = TrainingRecipe.FromScratch.CheckLearningRate, Epoch = TrainingTask.Epoch };
        using var optimizer = new ScheduledOptimizer(network, options, RowOrder.BatchCount(images.Count, batch));
        using var running = new RunningMetrics(CPU);
        using var feed = new BatchFeed(Set(images), batch, CPU);
        network.train();
        foreach (var (step, rows) in feed.Read(RowOrder.InOrder(images.Count)).Index())
        {
            profile.Clock.Lap(Waiting);
            cancellationToken.ThrowIfCancellationRequested();
            profile.Step(network, optimizer, running, rows);
            profile.Clock.End(counts: step >= WarmUpSteps);
        }
        return profile;
    }

    private void Step(ResNet network, ScheduledOptimizer optimizer, RunningMetrics running, ImageBatch batch)
    {
        using var scope = NewDisposeScope();
        optimizer.Step(() =>
        {
            Clock.Lap(Zeroing);
            var logits = Forward(network, batch.Images);
            _marks.Leave();
            var loss = Criterion.Loss(logits, batch.Labels, weights: null, labelSmoothing: 0);
            Clock.Lap(Loss);
            loss.backward();
            Clock.Lap(First);
            running.Add(BatchFigures.Of(loss, logits, batch.Labels));
            Clock.Lap(Figures);
        });
        Clock.Lap(Moving);
    }

    private static Tensor Forward(ResNet network, Tensor images)
    {
        using var format = Autocast.To(CpuFeatures.HasNativeBFloat16 ? ScalarType.BFloat16 : ScalarType.Float32);
        return network.call(images);
    }

    private static ImageSet Set(Images images)
    {
        var set = new ImageSet(new ImageShape(1, images.Size, images.Size), images.Count);
        for (var row = 0; row < images.Count; row++)
            images.Row(row).CopyTo(set.Add(images.Labels[row]));
        return set;
    }
}
