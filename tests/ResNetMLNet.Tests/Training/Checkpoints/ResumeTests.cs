using Microsoft.ML;
using ResNetMLNet.History;
using ResNetMLNet.Modeling;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Optimization;

namespace ResNetMLNet.Tests.Training.Checkpoints;

/// <summary>A training that was interrupted and resumed is the training that was not.</summary>
[TestClass]
public sealed class ResumeTests
{
    private const int Rows = 44;

    /// <summary>Three epochs of three batches.</summary>
    private const int Epochs = 3;

    public static IEnumerable<object[]> Trainings =>
    [
        ["plain SGD", Options()],
        ["Nesterov, decay, one-cycle", Options(options =>
        {
            options.Optimizer = new SgdOptimizer { Momentum = 0.9, Nesterov = true, WeightDecay = 1e-3 };
            options.LearningRateSchedule = new OneCycleSchedule();
        })],
        ["AdamW, cosine, clipping", Options(options =>
        {
            options.Optimizer = new AdamWOptimizer();
            options.LearningRate = 1e-3;
            options.LearningRateSchedule = new CosineSchedule { WarmUpEpochs = 0.5 };
            options.MaxGradientNorm = 0.5;
        })],
        ["augmentation, smoothing, bfloat16", Options(options =>
        {
            options.Augmentation = new ImageAugmentation { CropPadding = 1, HorizontalFlipProbability = 0.5, ErasingProbability = 0.5 };
            options.LabelSmoothing = 0.1;
            options.Precision = Precision.BFloat16;
        })],
        ["best weights of a held-out part, small stem", Options(options =>
        {
            options.ValidationFraction = 0.2;
            options.KeepBestWeights = true;
            options.MonitoredMetric = MonitoredMetric.ValidationLoss;
            options.LearningRate = 0.2;
            options.Stem = ResNetStem.Small;
        })],
        ["images in a file", Options(options =>
        {
            options.ImageStorage = ImageStorage.File;
            options.ValidationFraction = 0.2;
            options.Augmentation = new ImageAugmentation { HorizontalFlipProbability = 0.5 };
        })],
        ["mixup and CutMix, class weights", Options(options =>
        {
            options.Augmentation = new ImageAugmentation { MixupAlpha = 0.2, CutMixAlpha = 1, HorizontalFlipProbability = 0.5 };
            options.ClassWeights = [1, 2, 0.5f];
            options.LabelSmoothing = 0.1;
        })],
        ["best average of the weights", Options(options =>
        {
            options.ExponentialMovingAverage = new ExponentialMovingAverage { Decay = 0.95, Steps = 2 };
            options.ValidationFraction = 0.2;
            options.KeepBestWeights = true;
            options.LearningRateSchedule = new CosineSchedule { WarmUpEpochs = 1 };
        })],
        ["average of the weights", Options(options => options.ExponentialMovingAverage = new ExponentialMovingAverage { Decay = 0.95, Steps = 2 })],
        ["class weights, step schedule", Options(options =>
        {
            options.ClassWeights = [1, 2, 0.5f];
            options.LearningRateSchedule = new StepSchedule { StepSize = 1 };
        })],
    ];

    [TestMethod]
    [DynamicData(nameof(Trainings))]
    public void Weights_And_History_Should_Be_Those_Of_An_Uninterrupted_Training(string name, ResNetTrainer.Options options)
    {
        using var folder = new TemporaryFolder();
        var whole = Train(options, folder: null);
        foreach (var (epoch, batch) in new[] { (1, 2), (2, 1), (2, 3), (3, 1) })
            Interrupt(options, folder.Path, epoch, batch);

        var resumed = Train(options, folder.Path);

        Assert.AreEqual(whole.Weights, resumed.Weights, name);
        Assert.AreSequenceEqual(WithoutTimes(whole.History), WithoutTimes(resumed.History), name);
        Assert.AreEqual(whole.History.ModelEpoch, resumed.History.ModelEpoch, name);
    }

    [TestMethod]
    public void A_Finished_Training_Should_Be_Finished_At_Once()
    {
        using var folder = new TemporaryFolder();
        var first = Train(Options(), folder.Path);
        var batches = new HookRecorder();
        var again = Train(Options(options => options.Callbacks.Add(batches)), folder.Path);

        Assert.AreSequenceEqual(["train begin", "train end Completed"], batches.Calls);
        Assert.AreEqual(first.Weights, again.Weights);
        Assert.AreSequenceEqual(first.History.Epochs, again.History.Epochs);
    }

    [TestMethod]
    public void An_Early_Stopped_Training_Should_Be_Finished_At_Once_Too()
    {
        using var folder = new TemporaryFolder();
        ResNetTrainer.Options Stopping() => Options(options =>
        {
            options.EarlyStopping = new EarlyStopping { Patience = 1, MinDelta = 100 };
            options.MonitoredMetric = MonitoredMetric.TrainLoss;
        });
        var first = Train(Stopping(), folder.Path);
        Assert.AreEqual(TrainingStopReason.EarlyStopped, first.History.StopReason);
        Assert.HasCount(2, first.History.Epochs);
        Assert.AreEqual(first.Weights, Train(Stopping(), folder.Path).Weights);
    }

    [TestMethod]
    public void An_Epoch_Whose_Validation_Was_Cancelled_Should_Be_Validated_After_The_Resume()
    {
        using var folder = new TemporaryFolder();
        ResNetTrainer.Options Validated() => Options(options => options.ValidationFraction = 0.5);
        var whole = Train(Validated(), folder: null);
        using var source = new CancellationTokenSource();
        var options = Validated();
        options.CancellationToken = source.Token;
        options.Callbacks.Add(new HookActions { BatchEnd = run => { if (run.Epoch == 2 && run.Batch == run.BatchCount) source.Cancel(); } });
        Assert.IsNull(Train(options, folder.Path).History.Epochs[1].ValidationLoss);

        var resumed = Train(Validated(), folder.Path);

        Assert.AreEqual(whole.Weights, resumed.Weights);
        Assert.AreSequenceEqual(WithoutTimes(whole.History), WithoutTimes(resumed.History));
    }

    [TestMethod]
    public void An_Empty_Folder_Should_Start_At_The_Beginning_And_Say_So()
    {
        using var folder = new TemporaryFolder();
        var messages = new List<string>();
        var ml = new MLContext(seed: 1);
        ml.Log += (_, entry) => messages.Add(entry.Message);
        var options = Options(options =>
        {
            options.CheckpointFolder = folder.File("new");
            options.Resume = true;
            options.Epoch = 1;
        });
        using var model = ml.MulticlassClassification.Trainers.ResNet(options).Fit(SmallImages.Load(ml, Rows));
        Assert.IsTrue(messages.Exists(message => message.Contains("starts at the beginning")), string.Join('\n', messages));
    }

    [TestMethod]
    public void Without_Resume_The_Earlier_Checkpoint_Should_Be_Kept_Aside()
    {
        using var folder = new TemporaryFolder();
        var options = Options(options => options.Epoch = 1);
        Train(options, folder.Path);
        var first = File.ReadAllBytes(folder.File("checkpoint.safetensors"));
        options.Seed = 2;
        Train(options, folder.Path, resume: false);

        Assert.AreSequenceEqual(["checkpoint.safetensors", "previous.safetensors"], folder.FileNames);
        Assert.AreSequenceEqual(first, File.ReadAllBytes(folder.File("previous.safetensors")));
    }

    [TestMethod]
    public void A_Constant_Schedule_Should_Allow_More_Epochs_And_Others_Not()
    {
        using var folder = new TemporaryFolder();
        Train(Options(options => options.Epoch = 2), folder.Path);
        Assert.AreEqual(Train(Options(), folder: null).Weights, Train(Options(), folder.Path).Weights);
        Expect.Error<InvalidOperationException>(
            () => Train(Options(options => options.Epoch = 1), folder.Path), "epoch 3 is reached in the checkpoint and Epoch is 1 now");
    }

    [TestMethod]
    public void A_Checkpoint_Of_Another_Training_Should_Be_Refused_With_Every_Difference()
    {
        using var folder = new TemporaryFolder();
        Train(Options(options => options.LearningRateSchedule = new OneCycleSchedule()), folder.Path);
        var other = Options(options =>
        {
            options.LearningRateSchedule = new OneCycleSchedule { DivFactor = 10 };
            options.Optimizer = new SgdOptimizer { Momentum = 0.5 };
            options.Epoch = 7;
            options.BatchSize = 8;
            options.Seed = 5;
            options.Stem = ResNetStem.Small;
            options.Precision = Precision.BFloat16;
        });
        Expect.Error<InvalidOperationException>(
            () => Train(other, folder.Path),
            "LearningRateSchedule.DivFactor is 25 in the checkpoint and 10 now", "Optimizer.Momentum is 0 in the checkpoint and 0.5 now", "Epoch is 3",
            "BatchSize is 16", "Seed is 1", "Stem is Standard", "Precision is Float32 in the checkpoint and BFloat16 now", "folder to begin anew");
    }

    [TestMethod]
    public void A_Checkpoint_Of_Other_Rows_Should_Be_Refused()
    {
        using var folder = new TemporaryFolder();
        Train(Options(), folder.Path);
        Expect.Error<InvalidOperationException>(() => Train(Options(), folder.Path, rows: Rows - 1), "the training rows are not the same");
    }

    [TestMethod]
    public void Without_A_Seed_The_Checkpoints_Should_Count()
    {
        using var folder = new TemporaryFolder();
        var options = Options(options => options.Seed = null);
        Interrupt(options, folder.Path, 2, 2);
        var resumed = Train(options, folder.Path);
        options.Seed = resumed.History.Seed;
        Assert.AreEqual(Train(options, folder: null).Weights, resumed.Weights);
    }

    [TestMethod]
    public void Memory_Should_Stay_Flat_Over_Epochs_With_Checkpoints()
    {
        using var folder = new TemporaryFolder();
        var counts = new List<long>();
        Train(
            Options(options =>
            {
                options.Epoch = 5;
                options.Optimizer = new SgdOptimizer { Momentum = 0.9 };
                options.Callbacks.Add(new HookActions { EpochEnd = _ => counts.Add(TorchSharp.torch.Tensor.TotalCount) });
            }),
            folder.Path);
        Assert.AreEqual(counts[1], counts[4], $"live tensors after each epoch: {string.Join(", ", counts)}");
    }

    private static ResNetTrainer.Options Options(Action<ResNetTrainer.Options>? change = null)
    {
        var options = TrainedModel.Options(Epochs);
        change?.Invoke(options);
        return options;
    }

    private static (string Weights, TrainingHistory History) Train(
        ResNetTrainer.Options options, string? folder, int rows = Rows, bool resume = true)
    {
        var ml = new MLContext();
        options.CheckpointFolder = folder;
        options.Resume = folder is not null && resume;
        using var model = ml.MulticlassClassification.Trainers.ResNet(options).Fit(SmallImages.Load(ml, rows));
        return (SavedWeights.Sha256(model), model.History);
    }

    /// <summary>Goes on from the folder and is cancelled behind a batch.</summary>
    private static void Interrupt(ResNetTrainer.Options options, string folder, int epoch, int batch)
    {
        using var source = new CancellationTokenSource();
        var watch = new HookActions { BatchEnd = run => { if (run.Epoch == epoch && run.Batch == batch) source.Cancel(); } };
        options.Callbacks.Add(watch);
        options.CancellationToken = source.Token;
        try
        {
            var reason = Train(options, folder).History.StopReason;
            Assert.AreEqual(TrainingStopReason.Canceled, reason);
        }
        catch (OperationCanceledException)
        {
            Assert.AreEqual(1, epoch, "there is a model from the first epoch on");
        }
        finally
        {
            options.Callbacks.Remove(watch);
            options.CancellationToken = CancellationToken.None;
        }
    }

    private static EpochMetrics[] WithoutTimes(TrainingHistory history) =>
        [.. history.Epochs.Select(epoch => epoch with { Seconds = 0, ImagesPerSecond = 0 })];
}
