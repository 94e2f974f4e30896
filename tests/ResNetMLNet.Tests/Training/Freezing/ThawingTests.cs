using Microsoft.ML;
using ResNetMLNet.Scoring;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Optimization;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Training.Freezing;

/// <summary>Stages that are frozen in the first epochs and learn in the others.</summary>
[TestClass]
public sealed class ThawingTests : IDisposable
{
    private const int Rows = 44;

    private readonly FrozenTrainings _trainings = new();

    public void Dispose() => _trainings.Dispose();

    [TestMethod]
    [DataRow(5, true)]
    [DataRow(2, false)]
    public void Frozen_Stages_Should_Learn_Behind_The_Frozen_Epochs(int frozen, bool areKept)
    {
        using var scope = NewDisposeScope();
        var states = new List<Dictionary<string, Tensor>>();
        var options = areKept ? _trainings.Options(frozen) : _trainings.WithoutKeeping(frozen);
        options.FrozenEpoch = 2;
        options.Callbacks.Add(new HookActions { EpochEnd = run => states.Add(State(run.Network)) });
        using var model = Train(options);

        var isMoved = states[1].ToDictionary(entry => entry.Key, entry => !entry.Value.SameAs(states[0][entry.Key]));
        Assert.IsFalse(isMoved["conv1.weight"]);
        Assert.IsFalse(isMoved["bn1.running_mean"]);
        Assert.AreEqual(frozen < 5, isMoved["layer4.0.conv1.weight"]);
        Assert.IsTrue(isMoved["fc.weight"]);
        foreach (var name in isMoved.Keys)
            Assert.AreEqual(!isMoved[name] && IsStatistic(name), states[2][name].SameAs(states[1][name]), name);
    }

    [TestMethod]
    public void The_First_Step_Of_Thawed_Weights_Should_Be_A_First_Step_Of_AdamW()
    {
        using var scope = NewDisposeScope();
        var states = new List<Dictionary<string, Tensor>>();
        var options = _trainings.Options(frozen: 5);
        options.FrozenEpoch = 1;
        options.Epoch = 2;
        options.BatchSize = Rows;
        options.LearningRate = 0.01;
        options.BackboneLearningRate = 0.1;
        options.Optimizer = new AdamWOptimizer { WeightDecay = 0 };
        options.Callbacks.Add(new HookActions { EpochEnd = run => states.Add(State(run.Network)) });
        using var model = Train(options);

        // Where all is new, the step is the rate, in the direction of the gradient.
        var step = states[1]["conv1.weight"].sub(states[0]["conv1.weight"]).abs().max().item<float>();
        Assert.AreEqual(0.01 * 0.1, step, 1e-5);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true, DisplayName = "best average of the weights")]
    public void A_Training_Should_Have_The_Same_Bits_Over_Checkpoints_In_Both_Phases(bool isBestAverage)
    {
        var options = _trainings.Options(frozen: 5);
        options.FrozenEpoch = 1;
        options.Optimizer = new AdamWOptimizer();
        options.LearningRate = 1e-3;
        options.LearningRateSchedule = new OneCycleSchedule();
        options.ValidationFraction = 0.2;
        options.KeepBestWeights = isBestAverage;
        options.ExponentialMovingAverage = isBestAverage ? new ExponentialMovingAverage { Decay = 0.95, Steps = 2 } : null;
        using var whole = Train(options);
        options.CheckpointFolder = _trainings.Folder.File("checkpoint");
        options.Resume = true;
        Interrupted.Train(options, [(1, 1), (2, 1), (3, 2)], () => Train(options).Dispose());
        using var resumed = Train(options);

        Assert.AreEqual(SavedWeights.Sha256(whole), SavedWeights.Sha256(resumed));
    }

    [TestMethod]
    public void Frozen_Epochs_Without_Frozen_Stages_Should_Be_Refused()
    {
        Expect.Error<ArgumentOutOfRangeException>(
            () => Train(new ResNetTrainer.Options { FrozenEpoch = 1 }), "FrozenEpoch is 1 without FrozenStages");
    }

    [TestMethod]
    [DataRow(3)]
    [DataRow(4)]
    public void Frozen_Epochs_With_None_Behind_Them_Should_Be_Refused(int frozen)
    {
        var options = _trainings.Options(frozen: 5);
        options.FrozenEpoch = frozen;
        Expect.Error<ArgumentOutOfRangeException>(
            () => Train(options), $"FrozenEpoch is {frozen} and Epoch is 3", "leave it null for stages that stay frozen to the end");
    }

    private static Dictionary<string, Tensor> State(nn.Module network) => network.state_dict()
        .Where(entry => entry.Value.is_floating_point())
        .ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone().MoveToOuterDisposeScope());

    private static bool IsStatistic(string name) => name.Contains("running", StringComparison.Ordinal)
        || name.EndsWith("num_batches_tracked", StringComparison.Ordinal);

    private ResNetTransformer Train(ResNetTrainer.Options options) =>
        _trainings.Train(options, SmallImages.Load(new MLContext(), Rows));
}
