using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Optimization;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Training.Optimization;

[TestClass]
public sealed class ScheduledOptimizerRestoreTests
{
    private const int BatchesPerEpoch = 3;

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(5)]
    public void A_Restored_Training_Should_Be_An_Uninterrupted_One_Bit_For_Bit(int batchesBefore)
    {
        foreach (var options in OptimizerRig.All())
        {
            using var scope = NewDisposeScope();
            using var network = OptimizerRig.Network();
            using var uninterrupted = new ScheduledOptimizer(network, options, BatchesPerEpoch);
            OptimizerRig.Train(network, uninterrupted, batchesBefore);
            using var copy = OptimizerRig.Network();
            copy.load_state_dict(network.state_dict());
            using var restored = Restored(copy, options, uninterrupted);

            OptimizerRig.Train(network, uninterrupted, 6);
            OptimizerRig.Train(copy, restored, 6);

            var what = $"{options.Optimizer}, {options.LearningRateSchedule}";
            OptimizerRig.AssertSame(network, copy, what);
            Assert.AreEqual(batchesBefore + 6, restored.BatchesDone, what);
            Assert.AreEqual(uninterrupted.LearningRate, restored.LearningRate, what);
        }
    }

    [TestMethod]
    public void State_Should_Be_Named_As_In_Torch_And_Be_There_Before_The_First_Step()
    {
        string[] parameters = ["hidden.weight", "hidden.bias", "norm.weight", "norm.bias", "output.weight", "output.bias"];
        AssertNames([], new SgdOptimizer { WeightDecay = 0.1 });
        AssertNames(Names("momentum_buffer"), new SgdOptimizer { Momentum = 0.9 });
        AssertNames(Names("momentum_buffer"), new SgdOptimizer { Momentum = 0.9, WeightDecay = 0.1 });
        AssertNames([.. Names("exp_avg"), .. Names("exp_avg_sq")], new AdamWOptimizer());

        string[] Names(string buffer) => [.. parameters.Select(parameter => $"{buffer}.{parameter}")];
    }

    [TestMethod]
    public void State_Should_Be_Live_And_Outlive_The_Scope_In_Which_It_Was_Made()
    {
        using var network = OptimizerRig.Network();
        foreach (var settings in new TrainingOptimizer[] { new SgdOptimizer { Momentum = 0.9 }, new AdamWOptimizer() })
        {
            using var optimizer = Made(network, settings);
            foreach (var (name, tensor) in optimizer.State)
                Assert.AreEqual(0.0, tensor.abs().sum().item<float>(), name);
            OptimizerRig.Train(network, optimizer, 3);
            foreach (var (name, tensor) in optimizer.State)
                Assert.IsGreaterThan(0.0, tensor.abs().sum().item<float>(), name);
        }
    }

    [TestMethod]
    public void State_Should_Belong_To_The_Parameter_That_It_Is_Named_After()
    {
        // With decay the parameters are regrouped. Without Beta1 each mean is its parameter's last gradient.
        using var scope = NewDisposeScope();
        using var network = OptimizerRig.Network();
        using var optimizer = Made(network, new AdamWOptimizer { Beta1 = 0, WeightDecay = 0.1 });
        OptimizerRig.Train(network, optimizer, 1);
        foreach (var (name, parameter) in network.named_parameters())
        {
            Assert.AreSequenceEqual(parameter.shape, optimizer.State[$"exp_avg_sq.{name}"].shape, name);
            Assert.IsTrue(parameter.grad!.SameAs(optimizer.State[$"exp_avg.{name}"]), name);
        }
    }

    private static ScheduledOptimizer Restored(nn.Module network, ResNetTrainer.Options options, ScheduledOptimizer source)
    {
        // The first step after the restoring must not depend on what the state was before.
        var optimizer = new ScheduledOptimizer(network, options, BatchesPerEpoch);
        foreach (var tensor in optimizer.State.Values)
            tensor.fill_(7);
        optimizer.Restore(source.BatchesDone, source.State.ToDictionary(entry => entry.Key, entry => entry.Value.clone()));
        return optimizer;
    }

    private static ScheduledOptimizer Made(nn.Module network, TrainingOptimizer settings)
    {
        using var scope = NewDisposeScope();
        return new ScheduledOptimizer(network, new ResNetTrainer.Options { Optimizer = settings }, BatchesPerEpoch);
    }

    private static void AssertNames(IEnumerable<string> expected, TrainingOptimizer settings)
    {
        using var network = OptimizerRig.Network();
        using var optimizer = Made(network, settings);
        Assert.AreSequenceEqual(expected.Order(), optimizer.State.Keys.Order(), settings.ToString());
        Assert.IsTrue(optimizer.State.Values.All(tensor => tensor is { dtype: ScalarType.Float32, requires_grad: false }));
    }
}
