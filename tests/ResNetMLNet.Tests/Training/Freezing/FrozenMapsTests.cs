using Microsoft.ML;
using ResNetMLNet.Files;
using ResNetMLNet.Modeling;
using ResNetMLNet.Scoring;
using ResNetMLNet.Tests.Training.Images;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Freezing;
using ResNetMLNet.Transforms.Featurization;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Training.Freezing;

/// <summary>Frozen stages are computed once, and what trains behind them is what trained behind all of them.</summary>
[TestClass]
public sealed class FrozenMapsTests : IDisposable
{
    private const int Rows = 44;

    private readonly FrozenTrainings _trainings = new();
    private readonly PhotoFolder _photos = new();

    public void Dispose()
    {
        _trainings.Dispose();
        _photos.Dispose();
    }

    [TestMethod]
    [DataRow(5, ImageStorage.Memory)]
    [DataRow(5, ImageStorage.File)]
    [DataRow(4, ImageStorage.Memory)]
    [DataRow(5, ImageStorage.Encoded)]
    [DataRow(4, ImageStorage.Encoded)]
    public void Weights_And_History_Should_Be_Those_Of_A_Training_Without_Keeping(int frozen, ImageStorage storage)
    {
        var options = _trainings.Options(frozen, Channels(storage));
        using var kept = Train(options);
        using var expected = Train(_trainings.WithoutKeeping(frozen, Channels(storage)));

        using var scope = NewDisposeScope();
        using var found = kept.CopyNetwork();
        using var other = expected.CopyNetwork();

        // Against the way that it went: rounding lets a rectified number change sides, which moves some weights and few of them.
        using var file = File.OpenRead($"{options.PretrainedWeights}");
        var (before, after) = (SafeTensorsReader.Read(file).ToDictionary(), other.state_dict());
        Assert.IsGreaterThan(0, Way("fc.weight"));

        // A bias in front of a batch normalization has no gradient but of rounding.
        foreach (var name in before.Keys.Where(name => before[name].is_floating_point() && !IsConvolutionsBias(name)))
            Assert.IsLessThanOrEqualTo(0.02f * Way(name), after[name].sub(found.state_dict()[name]).norm().item<float>(), name);
        Assert.AreEqual(expected.History.ModelEpoch, kept.History.ModelEpoch);
        foreach (var (epoch, same) in expected.History.Epochs.Zip(kept.History.Epochs))
        {
            Assert.AreEqual(epoch.TrainLoss, same.TrainLoss, 1e-4);
            Assert.AreEqual(epoch.ValidationLoss!.Value, same.ValidationLoss!.Value, 1e-4);
            Assert.AreEqual(epoch.ValidationAccuracy, same.ValidationAccuracy);
        }

        float Way(string name) => after[name].sub(before[name]).norm().item<float>();

        bool IsConvolutionsBias(string name) =>
            name.Contains("conv", StringComparison.Ordinal) && name.EndsWith("bias", StringComparison.Ordinal);

        ResNetTransformer Train(ResNetTrainer.Options options)
        {
            options.ImageStorage = storage;

            // Batch normalization of two means that are nearly the same would make much of their last bits.
            options.BatchSize = 9;
            options.LearningRate = 1e-4;
            options.ValidationFraction = 0.2;
            options.KeepBestWeights = true;
            options.MonitoredMetric = MonitoredMetric.ValidationLoss;
            return _trainings.Train(options, storage == ImageStorage.Encoded ? Photos() : _trainings.Load(Rows));
        }
    }

    [TestMethod]
    public void Frozen_Stages_Should_Not_Be_Computed_Again()
    {
        var options = _trainings.Options(frozen: 5);
        using var undisturbed = _trainings.Train(options, Images());
        options.Callbacks.Add(new HookActions
        {
            EpochEnd = run =>
            {
                using var mode = no_grad();
                run.Network.get_parameter("conv1.weight")!.zero_();
            },
        });
        using var disturbed = _trainings.Train(options, Images());

        Assert.AreSequenceEqual(Losses(undisturbed), Losses(disturbed));
    }

    [TestMethod]
    [DataRow(ImageStorage.Memory)]
    [DataRow(ImageStorage.File)]
    [DataRow(ImageStorage.Encoded)]
    public void A_Training_Should_Have_The_Same_Bits_Twice_And_Over_Checkpoints(ImageStorage storage)
    {
        var view = storage == ImageStorage.Encoded ? Photos() : Images();
        var options = _trainings.Options(storage == ImageStorage.Encoded ? 4 : 5, Channels(storage));
        options.ImageStorage = storage;
        options.BatchSize = 8;
        using var whole = _trainings.Train(options, view);
        using var again = _trainings.Train(options, view);
        options.CheckpointFolder = _trainings.Folder.File("checkpoint");
        options.Resume = true;
        Interrupted.Train(options, [(1, 2), (2, 1), (3, 1)], () => _trainings.Train(options, view).Dispose());
        using var resumed = _trainings.Train(options, view);

        Assert.AreEqual(SavedWeights.Sha256(whole), SavedWeights.Sha256(again));
        Assert.AreEqual(SavedWeights.Sha256(whole), SavedWeights.Sha256(resumed));
        TemporaryFileTests.CheckOpen(0);
    }

    [TestMethod]
    public void A_Training_Cancelled_While_It_Waits_For_Images_Should_Leave_Nothing_Behind()
    {
        using var source = new CancellationTokenSource();
        var options = _trainings.Options(frozen: 5);
        options.ImageStorage = ImageStorage.File;
        options.CancellationToken = source.Token;
        var view = new FeatureProbe(Images(), row =>
        {
            if (row == 20)
                source.Cancel();
        });

        Assert.Throws<OperationCanceledException>(() => _trainings.Train(options, view));
        TemporaryFileTests.CheckOpen(0);
    }

    [TestMethod]
    [DataRow(5, 1, 8, true, DisplayName = "means are few")]
    [DataRow(4, 1, 32, true, DisplayName = "as large as the image")]
    [DataRow(4, 1, 31, false, DisplayName = "larger for the border")]
    [DataRow(3, 3, 224, true, DisplayName = "two thirds of a picture in colours")]
    [DataRow(3, 1, 224, false, DisplayName = "twice a grey picture")]
    [DataRow(1, 3, 224, false, DisplayName = "the stem's")]
    [DataRow(0, 3, 224, false, DisplayName = "none")]
    public void Maps_Should_Be_Kept_Where_They_Are_No_Larger_Than_Images(int frozen, int channels, int size, bool areKept)
    {
        using var network = new ResNet(new(), channels, classCount: 2);
        var options = new ResNetTrainer.Options { Augmentation = new ImageAugmentation() };
        var image = new ImageShape(channels, size, size);

        Assert.AreEqual(areKept, FrozenMaps.AreKept(options, network, frozen, image));
        foreach (var augmentation in new ImageAugmentation[] { new() { HorizontalFlipProbability = 0.5 }, new() { CutMixAlpha = 1 } })
        {
            options.Augmentation = augmentation;
            Assert.IsFalse(FrozenMaps.AreKept(options, network, frozen, image));
        }
    }

    [TestMethod]
    [DataRow(ResNetArchitecture.ResNet18, ResNetStem.Standard, false)]
    [DataRow(ResNetArchitecture.ResNet18, ResNetStem.Small, true)]
    [DataRow(ResNetArchitecture.ResNet50, ResNetStem.Standard, false)]
    public void Front_And_Rest_Should_Be_The_Network(ResNetArchitecture architecture, ResNetStem stem, bool preActivation)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var description = new ResNetDescription(architecture, ResNetLayout.Torchvision, stem, preActivation);
        using var network = new ResNet(description, inputChannels: 1, classCount: 3);
        network.eval();
        var images = rand(2, 1, 19, 13);
        for (var stages = 1; stages <= ResNet.StageCount; stages++)
        {
            var maps = network.Front(images, stages);
            var (channels, height, width) = description.MapShape(stages, new ImageShape(1, 19, 13));
            Assert.AreSequenceEqual([2L, channels, height, width], maps.shape);
            Assert.IsTrue(network.Rest(maps, stages).SameAs(network.call(images)), $"{stages} stages");
        }
    }

    private static int Channels(ImageStorage storage) => storage == ImageStorage.Encoded ? 3 : 1;

    /// <summary>Pictures of a size at which the maps of four stages are kept.</summary>
    private IDataView Photos() => _photos.View(size: 16);

    private static IDataView Images() => SmallImages.Load(new MLContext(), Rows);

    private static IEnumerable<double> Losses(ResNetTransformer model) => model.History.Epochs.Select(epoch => epoch.TrainLoss);
}
