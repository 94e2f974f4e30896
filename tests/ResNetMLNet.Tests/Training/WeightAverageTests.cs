using ResNetMLNet.History;
using ResNetMLNet.Modeling;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Images;
using ResNetMLNet.Training.Optimization;
using ResNetMLNet.Transforms.Featurization;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Training;

/// <summary>Averages as torchvision's references make them, and what they stand for.</summary>
[TestClass]
public sealed class WeightAverageTests
{
    [TestMethod]
    public void Each_Step_Should_Be_A_Copy_First_And_Then_A_Share_Of_The_Weights()
    {
        // The share is (1 - 0.5) x 1 image x 2 steps / 4 epochs.
        var found = Averages(new() { Decay = 0.5, Steps = 2 }, new() { BatchSize = 1, Epoch = 4 }, batches: 3, epochs: 2);

        var third = (0.75 * 1) + (0.25 * 3);
        var fourth = (0.75 * third) + (0.25 * 4);
        var sixth = (0.75 * fourth) + (0.25 * 6);
        Check([1, 1, third, fourth, fourth, sixth], found);
    }

    [TestMethod]
    public void The_Average_Should_Be_A_Copy_While_The_Schedule_Warms_Up()
    {
        var options = new ResNetTrainer.Options
        {
            BatchSize = 1, Epoch = 4, LearningRateSchedule = new CosineSchedule { WarmUpEpochs = 1 },
        };
        var found = Averages(new() { Decay = 0.5, Steps = 2 }, options, batches: 3, epochs: 2);

        Check([1, 1, 3, 4, 4, (0.75 * 4) + (0.25 * 6)], found);
    }

    [TestMethod]
    public void The_Share_Of_The_Weights_Should_Be_1_At_Most()
    {
        Check([1, 2, 3], Averages(new() { Decay = 0.5, Steps = 1 }, new() { BatchSize = 64, Epoch = 4 }, batches: 3, epochs: 1));
    }

    [TestMethod]
    public void Averages_Should_Be_All_That_Is_Held_Until_They_Are_Disposed_Of()
    {
        using var network = new BatchNormalization(1);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (var average = new WeightAverage(network, new() { Decay = 0.5, Steps = 1 }, new ResNetTrainer.Options { BatchSize = 1, Epoch = 2 }))
        {
            Assert.AreEqual(before + average.State.Count, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
            average.Update(epoch: 1, batch: 1);
            average.Update(epoch: 2, batch: 1);
            average.PutIn().Dispose();
            Assert.AreEqual(before + average.State.Count, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }
        Assert.AreEqual(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [TestMethod]
    public void Buffers_Should_Be_Averaged_And_Counts_Copied()
    {
        using var scope = NewDisposeScope();
        using var network = new BatchNormalization(1);
        using var average = new WeightAverage(network, new() { Decay = 0.5, Steps = 1 }, new ResNetTrainer.Options { BatchSize = 1, Epoch = 2 });
        for (var batch = 1; batch < 3; batch++)
        {
            network.get_buffer("running_mean")!.fill_(batch);
            network.get_buffer("num_batches_tracked")!.fill_(batch);
            average.Update(epoch: 1, batch);
        }

        Assert.AreEqual(1.25f, average.State["running_mean"].item<float>());
        Assert.AreEqual(2L, average.State["num_batches_tracked"].item<long>());
    }

    [TestMethod]
    public void The_Average_Should_Be_Validated_And_Returned_And_The_Weights_Trained()
    {
        using var scope = NewDisposeScope();
        using var network = nn.Linear(2, 2);
        using var images = new FlatImages(network);
        var (plain, weights) = (new List<Tensor>(), new List<Tensor>());
        var begin = new Dictionary<string, Tensor>(network.state_dict().Select(entry => KeyValuePair.Create(entry.Key, entry.Value.clone())));
        Train(plain, null);
        foreach (var (name, tensor) in network.state_dict())
        {
            using var mode = no_grad();
            tensor.copy_(begin[name]);
        }
        var history = Train(weights, new() { Decay = 0.5, Steps = 1 });

        Assert.IsTrue(weights.Zip(plain).All(pair => pair.First.SameAs(pair.Second)), "the average does not change the training");
        var average = weights.Skip(1).Aggregate(weights[0], (mean, next) => mean.mul(0.5).add(next.mul(0.5)));
        Assert.IsTrue(network.weight.allclose(average), "the average is returned");
        Assert.AreEqual(images.Loss(), history[^1].ValidationLoss!.Value, 1e-6);

        IReadOnlyList<EpochMetrics> Train(List<Tensor> found, ExponentialMovingAverage? settings)
        {
            var options = new ResNetTrainer.Options { Epoch = 2, BatchSize = 2, LearningRate = 0.5, ExponentialMovingAverage = settings };
            var watch = new HookActions { BatchEnd = _ => found.Add(network.weight.detach().clone().MoveToOuterDisposeScope()) };
            return LoopRig.Run(images.Network, options, images.Set, images.Set, watch).History;
        }
    }

    /// <summary>The averages behind the batches of a weight that is 1, 2, 3 and so on.</summary>
    private static List<float> Averages(ExponentialMovingAverage settings, ResNetTrainer.Options options, int batches, int epochs)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        using var network = nn.Linear(1, 1, hasBias: false);
        using var average = new WeightAverage(network, settings, options);
        var found = new List<float>();
        for (var batch = 0; batch < batches * epochs; batch++)
        {
            network.weight.fill_(batch + 1);
            average.Update((batch / batches) + 1, (batch % batches) + 1);
            found.Add(average.State["weight"].item<float>());
        }
        return found;
    }

    private static void Check(double[] expected, List<float> found)
    {
        Assert.HasCount(expected.Length, found);
        foreach (var (one, other) in expected.Zip(found))
            Assert.AreEqual(one, other, 1e-6, string.Join(" ", found));
    }

    /// <summary>Images of two pixels, of which the first tells the class.</summary>
    private sealed class FlatImages : IDisposable
    {
        private readonly TorchSharp.Modules.Flatten _flatten = nn.Flatten();

        public FlatImages(TorchSharp.Modules.Linear linear)
        {
            Network = nn.Sequential(("flatten", _flatten), ("linear", linear));
            foreach (var label in new[] { 0, 1, 1, 0, 1, 1 })
                Set.Add(label)[label] = 1;
        }

        public nn.Module<Tensor, Tensor> Network { get; }

        public ImageSet Set { get; } = new(new ImageShape(1, 1, 2));

        /// <summary>The loss of all images by the network as it is.</summary>
        public float Loss()
        {
            var pixels = Enumerable.Range(0, Set.Count).SelectMany(row => Set.Pixels(row)).ToArray();
            var labels = Set.Labels.Select(label => (long)label).ToArray();
            return nn.functional.cross_entropy(Network.call(tensor(pixels, Set.Count, 2)), tensor(labels)).item<float>();
        }

        public void Dispose() => _flatten.Dispose();
    }
}
