using ResNetMLNet.Featurization;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Training;

/// <summary>The loop knows no ResNet, so a linear layer serves.</summary>
[TestClass]
public sealed class TrainingLoopTests
{
    [TestMethod]
    public void Loss_And_Accuracy_Should_Be_Those_Computed_By_Hand()
    {
        // Zero weights give equal logits: loss ln 2, and the first of two classes is predicted for every row.
        using var network = ZeroNetwork();
        var options = new ResNetTrainer.Options { Epoch = 1, BatchSize = 4, LearningRate = double.Epsilon };

        var loop = Run(network, options, Images(0, 0, 0, 1, 1), Images(0, 1, 1, 1, 1, 1, 1));

        var metrics = loop.Epochs.Single();
        Assert.AreEqual(Math.Log(2), metrics.TrainLoss, 1e-6);
        Assert.AreEqual(3 / 5.0, metrics.TrainAccuracy);
        Assert.AreEqual(Math.Log(2), metrics.ValidationLoss!.Value, 1e-6);
        Assert.AreEqual(1 / 7.0, metrics.ValidationAccuracy!.Value, "every row counts, the last batch's as well");
    }

    [TestMethod]
    public void One_Step_Should_Move_The_Weights_By_Rate_Times_Gradient()
    {
        using var scope = NewDisposeScope();
        using var network = ZeroNetwork();
        Run(network, new ResNetTrainer.Options { Epoch = 1, BatchSize = 4, LearningRate = 0.5 }, Images(0, 1));

        // With equal probabilities the gradient of a class's weight is the sum of (1/2 - target) x, divided by the rows.
        var weight = network.state_dict()["0.weight"];
        Assert.AreEqual(0, weight.sum().item<float>(), 1e-6, "what one class gains, the other loses");
        Assert.AreEqual(0.125f, weight[0][0].item<float>(), 1e-6);
        Assert.AreEqual(-0.125f, weight[0][1].item<float>(), 1e-6);
    }

    [TestMethod]
    public void Training_Should_Be_In_Training_Mode_And_Validation_Without_Gradients()
    {
        using var network = new ModeRecorder();
        Run(network, new ResNetTrainer.Options { Epoch = 1, BatchSize = 2 }, Images(0, 1, 0, 1), Images(0, 1));

        Assert.AreSequenceEqual(["train with gradient", "train with gradient", "eval without gradient"], network.Calls);
    }

    [TestMethod]
    public void Hooks_Should_Be_Called_As_Often_As_Batches_And_Epochs_Say()
    {
        using var network = ZeroNetwork();
        int alive = 0, epochs = 0;
        var loop = Loop(network, new ResNetTrainer.Options { Epoch = 3, BatchSize = 2 }, () => alive++, _ => epochs++);

        loop.Run(Images(0, 1, 0, 1, 0), Images(0, 1, 1, 1));

        Assert.AreEqual(3 * (2 + 2), alive, "five rows make batches of two and three, four rows two of two");
        Assert.AreEqual(3, epochs);
    }

    [TestMethod]
    public void Cancellation_Should_Return_To_The_Last_Finished_Epoch()
    {
        using var scope = NewDisposeScope();
        using var network = ZeroNetwork();
        using var source = new CancellationTokenSource();
        Tensor? afterFirst = null;
        var batches = 0;
        var options = new ResNetTrainer.Options { Epoch = 5, BatchSize = 2, LearningRate = 0.5, CancellationToken = source.Token };
        var loop = Loop(
            network,
            options,
            () =>
            {
                if (++batches == 4) // the second batch of the second epoch
                    source.Cancel();
            },
            _ => afterFirst ??= network.state_dict()["0.weight"].clone());

        var reason = loop.Run(Images(0, 1, 0, 1), null);

        Assert.AreEqual(TrainingStopReason.Canceled, reason);
        Assert.HasCount(1, loop.Epochs);
        Assert.IsTrue(network.state_dict()["0.weight"].SameAs(afterFirst!));
    }

    [TestMethod]
    public void Cancellation_In_Validation_Should_Keep_The_Epoch_Without_Its_Validation()
    {
        using var network = ZeroNetwork();
        using var source = new CancellationTokenSource();
        var batches = 0;
        var options = new ResNetTrainer.Options { Epoch = 5, BatchSize = 2, CancellationToken = source.Token };
        var loop = Loop(network, options, () => { if (++batches == 3) source.Cancel(); }, _ => { });

        var reason = loop.Run(Images(0, 1, 0, 1), Images(0, 1));

        Assert.AreEqual(TrainingStopReason.Canceled, reason);
        Assert.IsNull(loop.Epochs.Single().ValidationAccuracy);
    }

    [TestMethod]
    public void Cancellation_In_The_First_Epoch_Should_Throw()
    {
        using var network = ZeroNetwork();
        var options = new ResNetTrainer.Options { CancellationToken = new CancellationToken(canceled: true) };
        Assert.ThrowsExactly<OperationCanceledException>(() => Run(network, options, Images(0, 1)));
    }

    [TestMethod]
    public void Divergence_Should_Return_To_The_Last_Good_Epoch()
    {
        using var network = new BreaksInEpoch(2);
        var loop = Loop(network, new ResNetTrainer.Options { Epoch = 5, BatchSize = 4 }, () => { }, _ => network.Epoch++);

        var reason = loop.Run(Images(0, 1, 0, 1), null);

        Assert.AreEqual(TrainingStopReason.Diverged, reason);
        Assert.HasCount(1, loop.Epochs);
        Assert.IsTrue(double.IsFinite(network.Weight));
    }

    [TestMethod]
    public void Divergence_In_The_First_Epoch_Should_Throw_And_Name_The_Remedy()
    {
        using var network = new BreaksInEpoch(1);
        Expect.Error<InvalidOperationException>(
            () => Run(network, new ResNetTrainer.Options { LearningRate = 7 }, Images(0, 1)), "diverged", "epoch 1", "learning rate 7", "Lower LearningRate");
    }

    [TestMethod]
    public void OneCycle_Should_Rise_To_The_Rate_And_Fall_To_Almost_Nothing()
    {
        using var network = ZeroNetwork();
        var options = new ResNetTrainer.Options { Epoch = 10, BatchSize = 2, LearningRate = 0.2, LearningRateSchedule = LearningRateSchedule.OneCycle };
        using var optimization = new Optimization(network, options, batchCount: 10);
        var rates = new List<double>();
        for (var batch = 0; batch < 10; batch++)
        {
            using var scope = NewDisposeScope();
            rates.Add(optimization.LearningRate);
            optimization.Step(network.call(ones(1, 1, 1, 2)).sum());
        }

        Assert.AreEqual(0.2 / 25, rates[0], 1e-9);
        Assert.AreEqual(0.2, rates.Max(), 1e-9);
        Assert.AreEqual(2, rates.IndexOf(rates.Max()), "30% of the batches");
        Assert.IsLessThan(1e-5, rates[^1]);
    }

    [TestMethod]
    public void Memory_Should_Stay_Flat_Over_Epochs()
    {
        using var network = ZeroNetwork();
        var counts = new List<long>();
        var loop = Loop(
            network, new ResNetTrainer.Options { Epoch = 5, BatchSize = 2, Momentum = 0.9 }, () => { },
            _ => counts.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount));

        loop.Run(Images(0, 1, 0, 1, 1, 0), Images(0, 1, 1, 1));

        Assert.AreEqual(counts[1], counts[4], $"live tensors after each epoch: {string.Join(", ", counts)}");
    }

    private static TrainingLoop Run(nn.Module<Tensor, Tensor> network, ResNetTrainer.Options options, ImageSet train, ImageSet? validation = null)
    {
        var loop = Loop(network, options, () => { }, _ => { });
        loop.Run(train, validation);
        return loop;
    }

    private static TrainingLoop Loop(nn.Module<Tensor, Tensor> network, ResNetTrainer.Options options, Action alive, Action<EpochMetrics> finished) =>
        new(network, options, CPU, ScalarType.Float32, seed: 1) { CheckAlive = alive, Progressed = _ => { }, EpochFinished = finished };

    /// <summary>Images of two pixels: the one of the class is lit.</summary>
    private static ImageSet Images(params int[] labels)
    {
        var images = new ImageSet(new ImageShape(1, 1, 2));
        foreach (var label in labels)
            images.Add(label)[label] = 1;
        return images;
    }

    private static TorchSharp.Modules.Sequential ZeroNetwork()
    {
        var linear = nn.Linear(2, 2);
        using (no_grad())
        {
            linear.weight.zero_();
            linear.bias!.zero_();
        }
        return nn.Sequential(("flatten", nn.Flatten()), ("0", linear));
    }

    private sealed class ModeRecorder : nn.Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Linear linear = nn.Linear(2, 2);

        public ModeRecorder()
            : base(nameof(ModeRecorder)) => RegisterComponents();

        public List<string> Calls { get; } = [];

        public override Tensor forward(Tensor input)
        {
            var output = linear.call(input.flatten(1));
            Calls.Add($"{(training ? "train" : "eval")} {(output.requires_grad ? "with" : "without")} gradient");
            return output;
        }
    }

    private sealed class BreaksInEpoch : nn.Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Linear linear = nn.Linear(2, 2);
        private readonly int _epoch;

        public BreaksInEpoch(int epoch)
            : base(nameof(BreaksInEpoch))
        {
            _epoch = epoch;
            RegisterComponents();
        }

        public int Epoch { get; set; } = 1;

        public double Weight => linear.weight.sum().item<float>();

        public override Tensor forward(Tensor input)
        {
            var output = linear.call(input.flatten(1));
            return Epoch == _epoch ? output * float.NaN : output;
        }
    }
}
