using ResNetMLNet.Training;
using ResNetMLNet.Training.Optimization;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim.lr_scheduler;

namespace ResNetMLNet.Tests.Training.Optimization;

[TestClass]
public sealed class ScheduledOptimizerTests
{
    private const double Tolerance = 1e-14;
    private const double Rate = 0.05;

    private static long LiveTensors => DisposeScopeManager.Statistics.ThreadTotalLiveCount;

    [TestMethod]
    public void Sgd_Should_Follow_Its_Formula()
    {
        var (weight, bias) = Steps(new SgdOptimizer { Momentum = 0.5, WeightDecay = 0.1 }, (4, 5), (6, 7));

        // The decayed gradients are 4 + 0.1 * 2, then 6 + 0.1 * 1.58; the bias's do not decay.
        var first = 2 - (0.1 * 4.2);
        Assert.AreEqual(first - (0.1 * ((0.5 * 4.2) + 6 + (0.1 * first))), weight, Tolerance);
        Assert.AreEqual(3 - (0.1 * 5) - (0.1 * ((0.5 * 5) + 7)), bias, Tolerance);
    }

    [TestMethod]
    public void Nesterovs_Momentum_Should_Look_Ahead()
    {
        var (weight, bias) = Steps(new SgdOptimizer { Momentum = 0.5, Nesterov = true }, (4, 5), (6, 7));

        // The buffers are 4, then 0.5 * 4 + 6; each step is gradient plus half a buffer.
        Assert.AreEqual(2 - (0.1 * (4 + 2)) - (0.1 * (6 + 4)), weight, Tolerance);
        Assert.AreEqual(3 - (0.1 * (5 + 2.5)) - (0.1 * (7 + 4.75)), bias, Tolerance);
    }

    [TestMethod]
    public void AdamW_Should_Follow_Its_Formula()
    {
        var settings = new AdamWOptimizer { Beta1 = 0.8, Beta2 = 0.9, Epsilon = 0.01, WeightDecay = 0.3 };
        var (weight, bias) = Steps(settings, (4, 5), (6, -7), (-1, 2));

        Assert.AreEqual(AdamW(2, settings.WeightDecay, [4, 6, -1]), weight, Tolerance);
        Assert.AreEqual(AdamW(3, 0, [5, -7, 2]), bias, Tolerance);
    }

    [TestMethod]
    public void The_First_Step_Of_AdamW_Should_Be_The_Learning_Rate_Whatever_The_Gradient()
    {
        var (weight, bias) = Steps(new AdamWOptimizer { Epsilon = 1e-30, WeightDecay = 0 }, (1e-3, -1e3));
        Assert.AreEqual(1.9, weight, Tolerance);
        Assert.AreEqual(3.1, bias, Tolerance);
    }

    [TestMethod]
    public void Every_Group_Should_Get_The_Rate_Of_The_Schedule()
    {
        // Warm-up over both batches: a third of the rate, then two thirds. The weight has no gradient and only decays.
        using var linear = OptimizerRig.TwoNumbers();
        var options = new ResNetTrainer.Options
        {
            Epoch = 1,
            LearningRate = 0.3,
            Optimizer = new SgdOptimizer { WeightDecay = 0.5 },
            LearningRateSchedule = new ConstantSchedule { WarmUpEpochs = 1 },
        };
        using var optimizer = new ScheduledOptimizer(linear, options, batchesPerEpoch: 2);
        Assert.AreEqual(0.1, optimizer.LearningRate, Tolerance);
        OptimizerRig.Step(optimizer, linear, 0, 1);
        Assert.AreEqual(0.2, optimizer.LearningRate, Tolerance);
        OptimizerRig.Step(optimizer, linear, 0, 1);

        var (weight, bias) = OptimizerRig.Read(linear);
        Assert.AreEqual(2 * (1 - (0.1 * 0.5)) * (1 - (0.2 * 0.5)), weight, Tolerance);
        Assert.AreEqual(3 - 0.1 - 0.2, bias, Tolerance);
        Assert.AreEqual(2, optimizer.BatchesDone);
    }

    [TestMethod]
    public void A_Parameter_Without_A_Gradient_Should_Stay_As_It_Is()
    {
        using var linear = OptimizerRig.TwoNumbers();
        var options = new ResNetTrainer.Options { LearningRate = 0.1, Optimizer = new SgdOptimizer { Momentum = 0.5, WeightDecay = 0.1 } };
        using var optimizer = new ScheduledOptimizer(linear, options, batchesPerEpoch: 2);
        OptimizerRig.Step(optimizer, linear, 1, 1);
        var (weight, _) = OptimizerRig.Read(linear);

        optimizer.Step(() =>
        {
            Assert.IsNull(linear.weight.grad, "the gradient of the step before is no zero that is filled in");
            linear.bias!.sum().backward();
        });

        var (weightAfter, bias) = OptimizerRig.Read(linear);
        Assert.AreEqual(weight, weightAfter);
        Assert.AreEqual(3 - 0.1 - 0.15, bias, Tolerance);
    }

    [TestMethod]
    [DataRow(0.0, false)]
    [DataRow(0.9, false)]
    [DataRow(0.9, true)]
    public void Sgd_Without_Decay_Should_Be_TorchSharps_Bit_For_Bit(double momentum, bool nesterov)
    {
        using var network = OptimizerRig.Network();
        using var bare = OptimizerRig.Network();
        var options = new ResNetTrainer.Options
        {
            Epoch = 4,
            LearningRate = 0.2,
            Optimizer = new SgdOptimizer { Momentum = momentum, Nesterov = nesterov },
            LearningRateSchedule = new OneCycleSchedule(),
        };
        using (var optimizer = new ScheduledOptimizer(network, options, batchesPerEpoch: 3))
            OptimizerRig.Train(network, optimizer, 12);

        using var sgd = optim.SGD(bare.parameters(), 0.2, momentum, nesterov: nesterov);
        var schedule = OneCycleLR(sgd, 0.2, total_steps: 12, cycle_momentum: false);
        for (var batch = 0; batch < 12; batch++)
        {
            using var scope = NewDisposeScope();
            sgd.zero_grad();
            OptimizerRig.Loss(bare, batch).backward();
            sgd.step();
            schedule.step();
        }
        OptimizerRig.AssertSame(bare, network, options.Optimizer.ToString());
    }

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(0.1)]
    public void AdamW_And_Sgd_With_Decay_Should_Be_TorchSharps_Bit_For_Bit(double decay)
    {
        AssertTorchSharps(new AdamWOptimizer { WeightDecay = decay }, (parameters, groupDecay) =>
            optim.AdamW(parameters, Rate, weight_decay: groupDecay));
        AssertTorchSharps(new SgdOptimizer { Momentum = 0.9, Nesterov = true, WeightDecay = decay }, (parameters, groupDecay) =>
            optim.SGD(parameters, Rate, 0.9, weight_decay: groupDecay, nesterov: true));
    }

    [TestMethod]
    [DataRow(1.0, 0.2)]
    [DataRow(2.5, 0.5)]
    [DataRow(5.1, 1.0)]
    [DataRow(double.PositiveInfinity, 1.0)]
    public void Gradients_Should_Be_Scaled_Down_To_The_Largest_Norm_And_Never_Up(double norm, double factor)
    {
        using var linear = OptimizerRig.TwoNumbers();
        var options = new ResNetTrainer.Options { LearningRate = 0.1, MaxGradientNorm = norm };
        using var optimizer = new ScheduledOptimizer(linear, options, batchesPerEpoch: 1);
        OptimizerRig.Step(optimizer, linear, 3, -4);

        // torch adds 1e-6 to the norm, 5, before it divides by it.
        var (weight, bias) = OptimizerRig.Read(linear);
        Assert.AreEqual(2 - (0.1 * 3 * factor), weight, 1e-7);
        Assert.AreEqual(3 + (0.1 * 4 * factor), bias, 1e-7);
    }

    [TestMethod]
    public void Neither_Steps_Nor_Disposal_Should_Leave_Tensors_Behind()
    {
        using var network = OptimizerRig.Network();
        foreach (var options in OptimizerRig.All())
        {
            var before = LiveTensors;
            using (var optimizer = new ScheduledOptimizer(network, options, batchesPerEpoch: 3))
            {
                var made = LiveTensors;
                Assert.AreEqual(optimizer.State.Count, made - before, $"made by {options.Optimizer}");
                OptimizerRig.Train(network, optimizer, 5);
                optimizer.Restore(5, optimizer.State);
                Assert.AreEqual(made, LiveTensors, $"left by steps of {options.Optimizer}");
            }
            Assert.AreEqual(before, LiveTensors, $"left by {options.Optimizer}");
        }
    }

    /// <summary>Takes TorchSharp's optimizer twice: for the matrices, which decay, and for the vectors, which do not.</summary>
    private static void AssertTorchSharps(
        TrainingOptimizer settings, Func<IEnumerable<Parameter>, double, OptimizerHelper> torchSharps)
    {
        using var network = OptimizerRig.Network();
        using var bare = OptimizerRig.Network();
        var options = new ResNetTrainer.Options { Epoch = 4, LearningRate = Rate, Optimizer = settings };
        using (var optimizer = new ScheduledOptimizer(network, options, batchesPerEpoch: 3))
            OptimizerRig.Train(network, optimizer, 12);

        using var matrices = torchSharps(bare.parameters().Where(parameter => parameter.dim() > 1), settings.WeightDecay);
        using var vectors = torchSharps(bare.parameters().Where(parameter => parameter.dim() == 1), 0);
        for (var batch = 0; batch < 12; batch++)
        {
            using var scope = NewDisposeScope();
            matrices.zero_grad();
            vectors.zero_grad();
            OptimizerRig.Loss(bare, batch).backward();
            matrices.step();
            vectors.step();
        }
        OptimizerRig.AssertSame(bare, network, settings.ToString());
    }

    /// <summary>AdamW as PyTorch's documentation has it, at a rate of 0.1.</summary>
    private static double AdamW(double value, double decay, double[] gradients)
    {
        var (mean, square) = (0.0, 0.0);
        for (var step = 1; step <= gradients.Length; step++)
        {
            var gradient = gradients[step - 1];
            value -= 0.1 * decay * value;
            mean = (0.8 * mean) + (0.2 * gradient);
            square = (0.9 * square) + (0.1 * gradient * gradient);
            value -= 0.1 * (mean / (1 - Math.Pow(0.8, step))) / (Math.Sqrt(square / (1 - Math.Pow(0.9, step))) + 0.01);
        }
        return value;
    }

    /// <summary>Weight and bias after steps at a rate of 0.1 with gradients of weight and bias.</summary>
    private static (double Weight, double Bias) Steps(TrainingOptimizer settings, params (double, double)[] gradients)
    {
        using var linear = OptimizerRig.TwoNumbers();
        var options = new ResNetTrainer.Options { LearningRate = 0.1, Optimizer = settings };
        using var optimizer = new ScheduledOptimizer(linear, options, batchesPerEpoch: 1);
        foreach (var (ofWeight, ofBias) in gradients)
            OptimizerRig.Step(optimizer, linear, ofWeight, ofBias);
        return OptimizerRig.Read(linear);
    }
}
