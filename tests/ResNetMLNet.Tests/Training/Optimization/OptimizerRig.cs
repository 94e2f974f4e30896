using ResNetMLNet.Training;
using ResNetMLNet.Training.Optimization;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Training.Optimization;

/// <summary>Networks small enough for steps by hand.</summary>
internal static class OptimizerRig
{
    /// <summary>A weight of 2, a matrix, and a bias of 3, a vector, in double precision.</summary>
    public static TorchSharp.Modules.Linear TwoNumbers()
    {
        var linear = nn.Linear(1, 1, dtype: ScalarType.Float64);
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        linear.weight.fill_(2);
        linear.bias!.fill_(3);
        return linear;
    }

    /// <summary>A step in which the gradients of weight and bias are the given numbers.</summary>
    public static void Step(ScheduledOptimizer optimizer, TorchSharp.Modules.Linear linear, double ofWeight, double ofBias)
    {
        using var scope = NewDisposeScope();
        optimizer.Step(() => ((linear.weight * ofWeight).sum() + (linear.bias! * ofBias).sum()).backward());
    }

    /// <summary>The numbers of weight and bias.</summary>
    public static (double Weight, double Bias) Read(TorchSharp.Modules.Linear linear) =>
        (linear.weight.item<double>(), linear.bias!.item<double>());

    /// <summary>A network with batch normalization, always with the same initial numbers.</summary>
    public static TorchSharp.Modules.Sequential Network()
    {
        var network = nn.Sequential(
            ("hidden", nn.Linear(6, 40)), ("norm", nn.BatchNorm1d(40)), ("relu", nn.ReLU()), ("output", nn.Linear(40, 3)));
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        using var generator = new Generator(5, CPU);
        foreach (var parameter in network.parameters())
            parameter.uniform_(-0.5, 0.5, generator);
        return network;
    }

    /// <summary>The loss of the images of a batch, which its number determines.</summary>
    public static Tensor Loss(nn.Module<Tensor, Tensor> network, int batch)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)batch + 100, CPU);
        var labels = randint(0, 3, [16], dtype: ScalarType.Int64, generator: generator);
        return nn.functional.cross_entropy(network.call(randn([16, 6], generator: generator)), labels).MoveToOuterDisposeScope();
    }

    /// <summary>Trains on a number of batches, from the next one on.</summary>
    public static void Train(nn.Module<Tensor, Tensor> network, ScheduledOptimizer optimizer, int batches)
    {
        for (var i = 0; i < batches; i++)
        {
            using var loss = Loss(network, optimizer.BatchesDone);
            optimizer.Step(() => loss.backward());
        }
    }

    /// <summary>Fails unless two networks have the same state, bit for bit.</summary>
    public static void AssertSame(nn.Module expected, nn.Module actual, string what)
    {
        var state = actual.state_dict();
        foreach (var (name, tensor) in expected.state_dict())
            Assert.AreSequenceEqual(tensor.bytes.ToArray(), state[name].bytes.ToArray(), $"{name}: {what}");
    }

    /// <summary>All optimizers and schedules, mixed, over 4 epochs.</summary>
    public static IEnumerable<ResNetTrainer.Options> All()
    {
        TrainingOptimizer[] optimizers =
        [
            new SgdOptimizer(),
            new SgdOptimizer { WeightDecay = 0.1 },
            new SgdOptimizer { Momentum = 0.9 },
            new SgdOptimizer { Momentum = 0.9, Nesterov = true, WeightDecay = 0.1 },
            new AdamWOptimizer { WeightDecay = 0 },
            new AdamWOptimizer { WeightDecay = 0.1 },
        ];
        LearningRateSchedule[] schedules =
        [
            new ConstantSchedule { WarmUpEpochs = 1.5 },
            new StepSchedule { StepSize = 1, Gamma = 0.7 },
            new CosineSchedule { WarmUpEpochs = 0.5 },
            new OneCycleSchedule(),
        ];
        return optimizers.SelectMany(optimizer => schedules, (optimizer, schedule) => new ResNetTrainer.Options
        {
            Epoch = 4, LearningRate = 0.05, Optimizer = optimizer, LearningRateSchedule = schedule, MaxGradientNorm = 1,
        });
    }
}
