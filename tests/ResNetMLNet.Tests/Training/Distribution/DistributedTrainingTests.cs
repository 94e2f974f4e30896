using Microsoft.ML;
using ResNetMLNet.Communication;
using ResNetMLNet.Files;
using ResNetMLNet.History;
using ResNetMLNet.Modeling;
using ResNetMLNet.Scoring;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Optimization;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Training.Distribution;

/// <summary>Several ranks train what one process trains.</summary>
[TestClass]
public sealed class DistributedTrainingTests
{
    private const int Rows = 44;

    public static IEnumerable<object[]> Trainings =>
    [
        ["plain", (Action<TorchModuleTrainer.Options>)(_ => { })],
        ["momentum, decay, clipping", (Action<TorchModuleTrainer.Options>)(options =>
        {
            options.Optimizer = new SgdOptimizer { Momentum = 0.9, WeightDecay = 1e-3 };
            options.MaxGradientNorm = 0.5;
        })],
        ["AdamW, average", (Action<TorchModuleTrainer.Options>)(options =>
        {
            options.Optimizer = new AdamWOptimizer();
            options.LearningRate = 1e-4;
            options.ExponentialMovingAverage = new ExponentialMovingAverage { Decay = 0.95, Steps = 2 };
        })],
        ["augmentation", (Action<TorchModuleTrainer.Options>)(options => options.Augmentation = new ImageAugmentation
        {
            CropPadding = 1, HorizontalFlipProbability = 0.5, ErasingProbability = 0.5,
        })],
        ["mixup and CutMix, class weights", (Action<TorchModuleTrainer.Options>)(options =>
        {
            options.Augmentation = new ImageAugmentation { MixupAlpha = 0.2, CutMixAlpha = 1 };
            options.ClassWeights = [1, 2, 0.5f];
            options.LabelSmoothing = 0.1;
        })],
        ["validation", (Action<TorchModuleTrainer.Options>)(options =>
        {
            options.ValidationFraction = 0.3;
            options.KeepBestWeights = true;
        })],
    ];

    [TestMethod]
    [DynamicData(nameof(Trainings))]
    public void Ranks_Should_Come_To_What_One_Process_Comes_To_Up_To_Rounding(string name, Action<TorchModuleTrainer.Options> change)
    {
        using var alone = Fit(null, change);
        foreach (var size in (int[])[2, 3])
        {
            var ranks = ThreadRanks.Run(size, communicator => Fit(communicator, change));

            Assert.HasCount(1, ranks.Select(SavedWeights.Sha256).Distinct(), name);
            foreach (var model in ranks)
            {
                AssertNear(alone, model, name);
                foreach (var (expected, epoch) in alone.History.Epochs.Zip(model.History.Epochs))
                {
                    Assert.AreEqual(expected.TrainLoss, epoch.TrainLoss, 1e-5, name);
                    Assert.AreEqual(expected.TrainAccuracy, epoch.TrainAccuracy, name);
                    Assert.AreEqual(expected.ValidationLoss ?? 0, epoch.ValidationLoss ?? 0, 1e-5, name);
                    Assert.AreEqual(expected.ValidationAccuracy, epoch.ValidationAccuracy, name);
                }
                model.Dispose();
            }
        }
    }

    [TestMethod]
    public void A_Communicator_Of_One_Should_Change_No_Bit()
    {
        using var alone = Fit(null);
        using var first = ThreadRanks.Run(1, communicator => Fit(communicator))[0];

        Assert.AreEqual(SavedWeights.Sha256(alone), SavedWeights.Sha256(first));
    }

    [TestMethod]
    public void ResNets_Of_All_Ranks_Should_Have_The_Same_Bits_Each_Time()
    {
        string[] Train() => [.. ThreadRanks.Run(3, communicator =>
        {
            var options = TrainedModel.Options(epochs: 2);
            options.Communicator = communicator;
            var ml = new MLContext(seed: 1);
            using var model = ml.MulticlassClassification.Trainers.ResNet(options).Fit(SmallImages.Load(ml, Rows));
            return SavedWeights.Sha256(model);
        })];

        var first = Train();

        Assert.HasCount(1, first.Distinct());
        Assert.AreSequenceEqual(first, Train());
    }

    [TestMethod]
    public void Gradients_In_BFloat16_Should_Give_Nearly_The_Same_And_The_Same_Bits_On_All_Ranks()
    {
        using var alone = Fit(null);
        var ranks = ThreadRanks.Run(3, communicator => Fit(communicator, options => options.ExchangePrecision = Precision.BFloat16));

        Assert.HasCount(1, ranks.Select(SavedWeights.Sha256).Distinct());
        Assert.AreNotEqual(SavedWeights.Sha256(alone), SavedWeights.Sha256(ranks[0]));
        AssertNear(alone, ranks[0], "bfloat16", tolerance: 1e-3f);
    }

    [TestMethod]
    public void Synchronized_Statistics_Should_Give_The_Loss_Of_One_Process_And_Others_Not()
    {
        var alone = Loss(null, isSynchronized: false);

        Assert.AreEqual(alone, ThreadRanks.Run(3, communicator => Loss(communicator, isSynchronized: true))[2], 1e-5);
        Assert.AreNotEqual(alone, ThreadRanks.Run(3, communicator => Loss(communicator, isSynchronized: false))[2], 1e-3);

        static double Loss(Communicator? communicator, bool isSynchronized)
        {
            var options = TrainedModel.Options(epochs: 1, ResNetStem.Small);
            (options.BatchSize, options.Communicator, options.SyncBatchNorm) = (48, communicator, isSynchronized);
            var ml = new MLContext(seed: 1);
            using var model = ml.MulticlassClassification.Trainers.ResNet(options).Fit(SmallImages.Load(ml, 48));
            return model.History.Epochs[0].TrainLoss;
        }
    }

    [TestMethod]
    public void Frozen_Stages_Should_Be_Computed_In_Shares_And_Come_To_The_Same()
    {
        using var folder = new TemporaryFolder();
        TrainedModel.Shared.SaveWeights(folder.File("pretrained"));
        using var alone = Train(null);
        var ranks = ThreadRanks.Run(3, Train);

        Assert.HasCount(1, ranks.Select(SavedWeights.Sha256).Distinct());
        using var scope = NewDisposeScope();
        var weights = Weights(ranks[0].SaveWeights);
        foreach (var (name, tensor) in Weights(alone.SaveWeights))
            Assert.IsLessThan(1e-4f, tensor.sub(weights[name]).abs().max().to(ScalarType.Float32).item<float>(), name);

        ResNetTransformer Train(Communicator? communicator)
        {
            var options = TrainedModel.Options(epochs: 2);
            (options.PretrainedWeights, options.FrozenStages, options.Communicator) = (folder.File("pretrained"), 5, communicator);
            var ml = new MLContext(seed: 1);
            return ml.MulticlassClassification.Trainers.ResNet(options).Fit(SmallImages.Load(ml, 30));
        }
    }

    [TestMethod]
    public void Memory_Should_Stay_Flat_Over_Epochs()
    {
        List<long> counts = [];
        ThreadRanks.Run(2, communicator => Fit(communicator, options =>
        {
            options.Epoch = 4;
            options.MetricsCallback = _ => counts.Add(TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }));

        Assert.HasCount(1, counts.Skip(1).Distinct(), string.Join(", ", counts));
    }

    [TestMethod]
    public void Callbacks_Should_Be_Those_Of_Rank_0_And_Stop_All()
    {
        var recorders = new[] { new HookRecorder(), new HookRecorder() };
        var histories = ThreadRanks.Run(2, communicator => Fit(communicator, options =>
        {
            options.Callbacks.Add(recorders[communicator.Rank]);
            options.Callbacks.Add(new HookActions { BatchEnd = run => { if (run.Epoch == 2) run.Stop(); } });
        }).History);

        Assert.IsNotEmpty(recorders[0].Calls);
        Assert.IsEmpty(recorders[1].Calls);
        Assert.IsTrue(histories.All(history => history is { StopReason: TrainingStopReason.StoppedByCallback, Epochs.Count: 1 }));
    }

    [TestMethod]
    public void A_Cancellation_Of_One_Rank_Should_End_All()
    {
        using var source = new CancellationTokenSource();
        var histories = ThreadRanks.Run(3, communicator => Fit(communicator, options =>
        {
            options.MetricsCallback = _ => source.Cancel();
            options.CancellationToken = communicator.Rank == 2 ? source.Token : default;
        }).History);

        Assert.IsTrue(histories.All(history => history is { StopReason: TrainingStopReason.Canceled, Epochs.Count: 1 }));
    }

    [TestMethod]
    public void What_One_Rank_Fails_At_Should_End_All_And_Be_Told_By_All()
    {
        var ranks = ThreadRanks.Try(3, communicator => Fit(
            communicator, rows: view => communicator.Rank == 1 ? new MLContext().Data.SkipRows(view, Rows) : view));

        Assert.Contains("no row with a label", ranks[1].Failure!.Message);
        foreach (var other in (int[])[0, 2])
        {
            var failure = Assert.IsInstanceOfType<RankFailedException>(ranks[other].Failure);
            Assert.AreEqual(1, failure.Rank);
            Assert.Contains("Rank 1 has failed: The training set has no row with a label", failure.Message);
        }
    }

    [TestMethod]
    public void Other_Options_Or_Rows_Of_One_Rank_Should_Be_Named()
    {
        var options = ThreadRanks.Try(3, communicator => Fit(
            communicator, options => options.LearningRate = communicator.Rank == 2 ? 0.5 : 0.25));
        var rows = ThreadRanks.Try(2, communicator => Fit(
            communicator, rows: view => communicator.Rank == 1 ? new MLContext().Data.SkipRows(view, 1) : view));

        Assert.IsTrue(options.All(rank => rank.Failure!.Message.Contains("LearningRate is 0.25 on rank 0 and 0.5 on rank 2", StringComparison.Ordinal)));
        Assert.IsTrue(rows.All(rank => rank.Failure!.Message.Contains("the hash of the training rows is", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void A_Resumed_Training_Should_Have_The_Bits_Of_One_That_Was_Not_Interrupted()
    {
        using var folder = new TemporaryFolder();
        void Validated(TorchModuleTrainer.Options options) => (options.ValidationFraction, options.KeepBestWeights) = (0.3, true);
        var whole = ThreadRanks.Run(2, communicator => SavedWeights.Sha256(Fit(communicator, Validated)))[0];
        ThreadRanks.Run(2, communicator => Fit(communicator, options =>
        {
            Validated(options);
            options.CheckpointFolder = folder.Path;
            options.Callbacks.Add(new HookActions { BatchEnd = run => { if (run.Epoch == 2 && run.Batch == 1) run.Stop(); } });
        }));

        var resumed = ThreadRanks.Run(2, communicator => SavedWeights.Sha256(Fit(communicator, options =>
        {
            Validated(options);
            (options.CheckpointFolder, options.Resume) = (folder.Path, true);
        })));

        Assert.AreSequenceEqual([whole, whole], resumed);
    }

    [TestMethod]
    public void Another_Number_Of_Ranks_Should_Go_On_From_A_Checkpoint_With_A_Note()
    {
        using var folder = new TemporaryFolder();
        using var alone = Fit(null);
        ThreadRanks.Run(2, communicator => Fit(communicator, options => (options.CheckpointFolder, options.Epoch) = (folder.Path, 1)));
        List<string> told = [];

        using var resumed = Fit(null, options => (options.CheckpointFolder, options.Resume) = (folder.Path, true), told: told);

        AssertNear(alone, resumed, "resumed");
        Assert.Contains("2 processes have written it and 1 go on", string.Join('\n', told));
    }

    private static TorchModuleTransformer Fit(
        Communicator? communicator,
        Action<TorchModuleTrainer.Options>? change = null,
        Func<IDataView, IDataView>? rows = null,
        List<string>? told = null)
    {
        var options = new TorchModuleTrainer.Options
        {
            Module = new LeNet(), Epoch = 2, BatchSize = 16, LearningRate = 0.05, Seed = 1, Communicator = communicator,
        };
        change?.Invoke(options);
        var ml = new MLContext(seed: 1);
        ml.Log += (_, entry) => told?.Add(entry.Message);
        var view = SmallImages.Load(ml, Rows);
        return ml.MulticlassClassification.Trainers.TorchModule(options).Fit(rows?.Invoke(view) ?? view);
    }

    private static void AssertNear(TorchModuleTransformer expected, TorchModuleTransformer model, string name, float tolerance = 1e-5f)
    {
        using var scope = NewDisposeScope();
        var weights = Weights(model.SaveWeights);
        foreach (var (parameter, tensor) in Weights(expected.SaveWeights))
            Assert.IsLessThan(tolerance, tensor.sub(weights[parameter]).abs().max().item<float>(), $"{name}: {parameter}");
    }

    private static IReadOnlyDictionary<string, Tensor> Weights(Action<string> save)
    {
        using var folder = new TemporaryFolder();
        save(folder.File("weights"));
        using var stream = File.OpenRead(folder.File("weights"));
        return SafeTensorsReader.Read(stream);
    }
}
