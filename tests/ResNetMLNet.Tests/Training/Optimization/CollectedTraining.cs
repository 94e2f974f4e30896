using System.Security.Cryptography;
using ResNetMLNet.Interop;
using ResNetMLNet.Training;
using ResNetMLNet.Training.Optimization;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Training.Optimization;

/// <summary>A training beside which everything that nobody holds is collected all the time, and the same one in peace.</summary>
internal static class CollectedTraining
{
    internal const string Same = "the weights are the same";

    // Its memory takes so long to be filled that a collection ends meanwhile.
    private const int Width = 2048;
    private const int Steps = 6;

    /// <summary>What is to be said of the weights of both, for each kind of optimizer.</summary>
    public static string CompareAll()
    {
        NativeLibraries.EnsureLoaded();
        var said = new[]
        {
            Compare(new SgdOptimizer { Momentum = 0.9, Nesterov = true, WeightDecay = 0.01 }),
            Compare(new AdamWOptimizer()),
        };
        return string.Join(", ", said.Distinct());
    }

    private static string Compare(TrainingOptimizer optimizer)
    {
        try
        {
            var quiet = Train(optimizer);
            return Collecting(() => Train(optimizer)) == quiet ? Same : $"other weights by {optimizer}";
        }
        catch (Exception exception)
        {
            return $"{optimizer}: {exception.Message.Split('\n')[0]}";
        }
    }

    private static string Train(TrainingOptimizer settings)
    {
        using var scope = NewDisposeScope();
        using var network = nn.Linear(Width, Width, hasBias: false);
        using var generator = new Generator(1, CPU);
        using (no_grad())
            network.weight.uniform_(-1, 1, generator);
        var options = new ResNetTrainer.Options { Optimizer = settings, LearningRate = 0.01, MaxGradientNorm = 1 };
        using var optimizer = new ScheduledOptimizer(network, options, Steps);
        var inputs = rand([2, Width], generator: generator);
        for (var step = 0; step < Steps; step++)
        {
            var outputs = network.call(inputs);
            optimizer.Step(() => (outputs * outputs).mean().backward());
        }
        return Convert.ToHexString(SHA256.HashData(network.weight.bytes));
    }

    private static T Collecting<T>(Func<T> work)
    {
        using var end = new CancellationTokenSource();
        var collector = Task.Run(() =>
        {
            while (!end.IsCancellationRequested)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });
        try
        {
            return work();
        }
        finally
        {
            end.Cancel();
            collector.Wait();
        }
    }
}
