using System.Globalization;
using ResNetMLNet.History;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Images;
using ResNetMLNet.Training.Optimization;
using ResNetMLNet.Transforms.Featurization;
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

        var run = LoopRig.Run(network, options, Images(0, 0, 0, 1, 1), Images(0, 1, 1, 1, 1, 1, 1));

        var metrics = run.History.Single();
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
        LoopRig.Run(network, new ResNetTrainer.Options { Epoch = 1, BatchSize = 4, LearningRate = 0.5 }, Images(0, 1));

        // With equal probabilities the gradient of a class's weight is the sum of (1/2 - target) x, divided by the rows.
        var weight = network.state_dict()["0.weight"];
        Assert.AreEqual(0, weight.sum().item<float>(), 1e-6, "what one class gains, the other loses");
        Assert.AreEqual(0.125f, weight[0][0].item<float>(), 1e-6);
        Assert.AreEqual(-0.125f, weight[0][1].item<float>(), 1e-6);
    }

    [TestMethod]
    public void Weights_Should_Count_In_The_Training_Loss_And_Its_Gradient_Alone()
    {
        using var scope = NewDisposeScope();
        using var network = ZeroNetwork();
        var train = new ImageSet(new ImageShape(1, 1, 2), weighted: true);
        var validation = new ImageSet(new ImageShape(1, 1, 2), weighted: true);
        foreach (var (label, weight) in new[] { (0, 3f), (1, 1) })
        {
            train.Add(label, weight)[label] = 1;
            validation.Add(label, weight)[label] = 1;
        }

        var options = new ResNetTrainer.Options { Epoch = 1, BatchSize = 4, LearningRate = 0.5 };
        var metrics = LoopRig.Run(network, options, train, validation).History.Single();

        // The step of equal weights is 0.125, see above. The bias is pushed by the difference of the classes' weights.
        var weights = network.state_dict()["0.weight"];
        Assert.AreEqual(3 * 0.125f, weights[0][0].item<float>(), 1e-6);
        Assert.AreEqual(-0.125f, weights[0][1].item<float>(), 1e-6);
        Assert.AreEqual(2 * Math.Log(2), metrics.TrainLoss, 1e-6);
        Assert.AreEqual(0.5, metrics.TrainAccuracy);

        // The logits of the first row are then 2 (0.375 + 0.25) apart, those of the second 2 (0.125 - 0.25).
        var losses = Math.Log(1 + Math.Exp(-1.25)) + Math.Log(1 + Math.Exp(0.25));
        Assert.AreEqual(losses / 2, metrics.ValidationLoss!.Value, 1e-6);
    }

    [TestMethod]
    public void Each_Epoch_Should_Draw_Its_Own_Augmentation()
    {
        using var network = new ModeRecorder();
        var options = new ResNetTrainer.Options
        {
            Epoch = 2, BatchSize = 2, Augmentation = new ImageAugmentation { HorizontalFlipProbability = 0.5 },
        };

        LoopRig.Run(network, options, Images(new int[32]));

        Assert.AreNotEqual(string.Join(", ", network.FirstImages[..16]), string.Join(", ", network.FirstImages[16..]));
    }

    [TestMethod]
    public void Training_Should_Be_In_Training_Mode_And_Validation_Without_Gradients()
    {
        using var network = new ModeRecorder();
        LoopRig.Run(network, new ResNetTrainer.Options { Epoch = 1, BatchSize = 2 }, Images(0, 1, 0, 1), Images(0, 1));

        Assert.AreSequenceEqual(["train with gradient", "train with gradient", "eval without gradient"], network.Calls);
    }

    [TestMethod]
    public void Augmentation_Should_Change_The_Images_Of_The_Training_And_No_Others()
    {
        using var network = new ModeRecorder();
        var options = new ResNetTrainer.Options
        {
            Epoch = 1, BatchSize = 2, Augmentation = new ImageAugmentation { HorizontalFlipProbability = 1 },
        };

        LoopRig.Run(network, options, Images(0, 0, 0, 0), Images(0, 0));

        Assert.AreSequenceEqual(["train 0 1", "train 0 1", "eval 1 0"], network.FirstImages);
    }

    [TestMethod]
    public void Mixed_Images_Should_Be_Trained_On_And_Not_Validated_On()
    {
        using var network = new ModeRecorder();
        var options = new ResNetTrainer.Options { Epoch = 1, BatchSize = 2, Augmentation = new ImageAugmentation { MixupAlpha = 1e6 } };

        LoopRig.Run(network, options, Images(0, 1, 0, 1), Images(0, 0));

        // So high a parameter gives shares of a half, and pairs of both classes or of one.
        Assert.HasCount(3, network.FirstImages);
        Assert.AreEqual("eval 1 0", network.FirstImages[2]);
        foreach (var image in network.FirstImages[..2])
        {
            var pixels = image.Split(' ')[1..].Select(pixel => double.Parse(pixel, CultureInfo.InvariantCulture)).ToList();
            Assert.AreEqual(1, pixels.Sum(), 1e-6);
            Assert.AreEqual(0, Math.Abs(pixels[0] - 0.5) % 0.5, 0.01);
        }
    }

    [TestMethod]
    public void Hooks_Should_Be_Called_As_Often_As_Batches_And_Epochs_Say()
    {
        using var network = ZeroNetwork();
        var recorder = new HookRecorder();

        var run = LoopRig.Run(
            network, new ResNetTrainer.Options { Epoch = 2, BatchSize = 2 }, Images(0, 1, 0, 1, 0), Images(0, 1, 1, 1), recorder);

        // Five rows make batches of two and three; validation has no hooks.
        string[] epoch1 = ["epoch begin 1", "batch begin 1.1", "batch end 1.1 2", "batch begin 1.2", "batch end 1.2 5", "epoch end 1 of 1"];
        string[] epoch2 = ["epoch begin 2", "batch begin 2.1", "batch end 2.1 2", "batch begin 2.2", "batch end 2.2 5", "epoch end 2 of 2"];
        Assert.AreSequenceEqual(["train begin", .. epoch1, .. epoch2, "train end Completed"], recorder.Calls);
        Assert.AreEqual(2, run.BatchCount);
    }

    [TestMethod]
    public void Signals_Should_Be_Looked_At_Before_Each_Batch_Of_Training_And_Validation()
    {
        using var network = ZeroNetwork();
        var looks = 0;
        LoopRig.Run(
            network, new ResNetTrainer.Options { Epoch = 3, BatchSize = 2 }, Images(0, 1, 0, 1, 0), Images(0, 1, 1, 1), alive: () => looks++);
        Assert.AreEqual(3 * (2 + 2), looks);
    }

    [TestMethod]
    public void Cancellation_Should_Keep_The_Weights_Of_The_Last_Finished_Epoch()
    {
        using var scope = NewDisposeScope();
        using var network = ZeroNetwork();
        using var source = new CancellationTokenSource();
        Tensor? afterFirst = null;
        var options = new ResNetTrainer.Options { Epoch = 5, BatchSize = 2, LearningRate = 0.5, CancellationToken = source.Token };
        var watch = new HookActions
        {
            EpochEnd = _ => afterFirst ??= network.state_dict()["0.weight"].clone(),
            BatchEnd = run =>
            {
                if (run is { Epoch: 2, Batch: 1 })
                    source.Cancel();
            },
        };

        var run = LoopRig.Run(network, options, Images(0, 1, 0, 1), null, watch);

        Assert.AreEqual(TrainingStopReason.Canceled, run.StopReason);
        Assert.HasCount(1, run.History);
        Assert.AreEqual(1, run.Batch, "the batch behind the signal was not trained");
        Assert.IsTrue(network.state_dict()["0.weight"].SameAs(afterFirst!));
    }

    [TestMethod]
    public void Cancellation_In_Validation_Should_Keep_The_Epoch_Without_Its_Validation()
    {
        using var network = ZeroNetwork();
        using var source = new CancellationTokenSource();
        var looks = 0;
        var options = new ResNetTrainer.Options { Epoch = 5, BatchSize = 2, CancellationToken = source.Token };

        var run = LoopRig.Run(network, options, Images(0, 1, 0, 1), Images(0, 1), alive: () => { if (++looks == 2) source.Cancel(); });

        Assert.AreEqual(TrainingStopReason.Canceled, run.StopReason);
        Assert.IsNull(run.History.Single().ValidationAccuracy);
        Assert.IsTrue(run.IsValidationPending);
    }

    [TestMethod]
    public void Cancellation_Of_The_Context_Should_End_The_Training_Like_The_Token()
    {
        using var network = ZeroNetwork();
        var looks = 0;
        var run = LoopRig.Run(
            network, new ResNetTrainer.Options { Epoch = 5, BatchSize = 2 }, Images(0, 1, 0, 1),
            alive: () => { if (++looks == 4) throw new OperationCanceledException(); });
        Assert.AreEqual(TrainingStopReason.Canceled, run.StopReason);
        Assert.HasCount(1, run.History);
    }

    [TestMethod]
    public void Time_Should_End_The_Training_After_The_Running_Batch()
    {
        using var network = ZeroNetwork();
        var options = new ResNetTrainer.Options { Epoch = 5, BatchSize = 2, MaxTrainingTime = TimeSpan.FromMilliseconds(1) };
        var run = LoopRig.Run(network, options, Images(0, 1, 0, 1), null, new HookActions { BatchEnd = _ => Thread.Sleep(2) });
        Assert.AreEqual(TrainingStopReason.OutOfTime, run.StopReason);
        Assert.IsLessThanOrEqualTo(1, run.Batch);
    }

    [TestMethod]
    public void A_Callback_Should_Be_Able_To_End_The_Training()
    {
        using var network = ZeroNetwork();
        var run = LoopRig.Run(
            network, new ResNetTrainer.Options { Epoch = 5, BatchSize = 2 }, Images(0, 1, 0, 1), null,
            new HookActions { EpochEnd = run => { if (run.Epoch == 2) run.Stop(); } });
        Assert.AreEqual(TrainingStopReason.StoppedByCallback, run.StopReason);
        Assert.HasCount(2, run.History);
    }

    [TestMethod]
    public void Numbers_That_Are_None_Should_Count_More_Than_The_End_Of_The_Time()
    {
        using var network = new BreaksInEpoch(1);
        var options = new ResNetTrainer.Options { Epoch = 5, BatchSize = 2, MaxTrainingTime = TimeSpan.FromMilliseconds(500) };
        var run = LoopRig.Run(network, options, Images(0, 1, 0, 1), null, new HookActions { BatchEnd = _ => Thread.Sleep(600) });
        Assert.AreEqual(TrainingStopReason.Diverged, run.StopReason);
    }

    [TestMethod]
    public void An_Epoch_Whose_Validation_Is_Broken_Off_Should_Not_Be_Reported_As_Finished()
    {
        using var network = ZeroNetwork();
        using var source = new CancellationTokenSource();
        var recorder = new HookRecorder();
        var looks = 0;
        var options = new ResNetTrainer.Options { Epoch = 5, BatchSize = 2, CancellationToken = source.Token };
        LoopRig.Run(network, options, Images(0, 1), Images(0, 1, 1, 1), recorder, alive: () => { if (++looks == 2) source.Cancel(); });
        Assert.AreSequenceEqual(
            ["train begin", "epoch begin 1", "batch begin 1.1", "batch end 1.1 2", "train end Canceled"], recorder.Calls);
    }

    [TestMethod]
    public void An_Error_At_The_End_Should_Not_Keep_The_Other_Callbacks_From_It()
    {
        using var network = ZeroNetwork();
        var recorder = new HookRecorder();
        var failing = new HookActions { TrainEnd = _ => throw new InvalidOperationException("mine") };
        Expect.Error<InvalidOperationException>(
            () => LoopRig.Run(network, new ResNetTrainer.Options { Epoch = 1, BatchSize = 2 }, Images(0, 1), [failing, recorder]), "mine");
        Assert.AreEqual("train end Completed", recorder.Calls[^1]);
    }

    [TestMethod]
    public void Divergence_Should_Return_To_The_Last_Good_Epoch()
    {
        using var network = new BreaksInEpoch(2);
        var options = new ResNetTrainer.Options { Epoch = 5, BatchSize = 4 };

        var run = LoopRig.Run(network, options, Images(0, 1, 0, 1), null, new HookActions { EpochEnd = _ => network.Epoch++ });

        Assert.AreEqual(TrainingStopReason.Diverged, run.StopReason);
        Assert.HasCount(1, run.History);
        Assert.IsTrue(double.IsFinite(network.Weight));
    }

    [TestMethod]
    public void Memory_Should_Stay_Flat_Over_Epochs()
    {
        using var network = ZeroNetwork();
        var counts = new List<long>();
        LoopRig.Run(
            network,
            new ResNetTrainer.Options { Epoch = 5, BatchSize = 2, Optimizer = new SgdOptimizer { Momentum = 0.9 } },
            Images(0, 1, 0, 1, 1, 0),
            Images(0, 1, 1, 1),
            new HookActions { EpochEnd = _ => counts.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount) });

        Assert.AreEqual(counts[1], counts[4], $"live tensors after each epoch: {string.Join(", ", counts)}");
    }

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

        public List<string> FirstImages { get; } = [];

        public override Tensor forward(Tensor input)
        {
            FirstImages.Add($"{(training ? "train" : "eval")} {string.Join(' ', input[0].data<float>())}");
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
