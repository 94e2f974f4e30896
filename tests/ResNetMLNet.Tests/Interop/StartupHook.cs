using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Inference;
using ResNetMLNet.OnnxRuntime;
using ResNetMLNet.Scoring;
using ResNetMLNet.Tests.Onnx;
using ResNetMLNet.Tests.Training.Optimization;
using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Interop;
using TorchSharp;

// The runtime calls a type of this name, without namespace, before Main if DOTNET_STARTUP_HOOKS names its assembly.
#pragma warning disable CA1050

/// <summary>
/// Turns the test program into one that loads the native libraries, says how that went and ends: they load once per
/// process, so that every failure needs a process of its own. So does a setting that cannot be undone.
/// </summary>
internal static class StartupHook
{
    internal const string Success = "a tensor was made";
    internal const string MemoryKept = "the memory was kept and is there for the next tensor";
    internal const string Trained = "a step of training changed the weights";
    internal const string GivenBack = "freed memory was given back when a network was there to score";

    /// <summary>If this environment variable is set, the program keeps freed memory and trains.</summary>
    internal const string KeepMemoryVariable = "RESNETMLNET_TESTS_KEEP_MEMORY";

    /// <summary>If this environment variable is set, the program trains while memory is collected.</summary>
    internal const string CollectVariable = "RESNETMLNET_TESTS_COLLECT";

    /// <summary>If this environment variable is set, the program says by how many threads it computes.</summary>
    internal const string ThreadsVariable = "RESNETMLNET_TESTS_THREADS";

    /// <summary>If this environment variable is set, the program makes a model of ONNX Runtime.</summary>
    internal const string ConvertVariable = "RESNETMLNET_TESTS_CONVERT";

    /// <summary>What ONNX Runtime's variable is set to in that case, as an application does it; empty leaves it.</summary>
    internal const string TelemetryVariable = "RESNETMLNET_TESTS_TELEMETRY";

    internal const string Converted = "a model was converted";

    public static void Initialize()
    {
        try
        {
            Console.Write(
                IsSet(KeepMemoryVariable) ? $"{KeepMemory()}, {Train()}, {GiveBack()}"
                : IsSet(CollectVariable) ? CollectedTraining.CompareAll()
                : IsSet(ConvertVariable) ? Convert()
                : IsSet(ThreadsVariable) ? CountThreads()
                : MakeTensor());
        }
        catch (DllNotFoundException e)
        {
            Console.Write(e.Message);
        }

        Environment.Exit(0);
    }

    private static string Convert()
    {
        if (Environment.GetEnvironmentVariable(TelemetryVariable) is { Length: > 0 } setting)
            Environment.SetEnvironmentVariable("ORT_DISABLE_TELEMETRY", setting);
        var ml = new MLContext();
        using var model = new FakeNetworkTransformer(ml, _ => 0);
        using var converted = (IDisposable)ml.Model.ToOnnxRuntime(model);
        return Converted;
    }

    private static bool IsSet(string variable) => Environment.GetEnvironmentVariable(variable) is not null;

    private static string MakeTensor()
    {
        NativeLibraries.EnsureLoaded();
        using var sum = torch.ones(2).sum();
        return sum.item<float>() == 2 ? Success : "a wrong tensor was made";
    }

    private static string CountThreads()
    {
        NativeLibraries.EnsureLoaded();
        var onNewThread = 0;
        var thread = new Thread(() => onNewThread = torch.get_num_threads());
        thread.Start();
        thread.Join();
        return $"TorchSharp {torch.get_num_threads()}, on a new thread {onNewThread}, ONNX Runtime {ComputeThreads.Chosen}";
    }

    private static string KeepMemory()
    {
        const int Size = 24 << 20;
        var said = NativeAllocator.KeepFreedMemory();
        NativeLibraries.EnsureLoaded();
        torch.ones(1).Dispose();

        var before = Environment.WorkingSet;
        torch.ones(Size, dtype: torch.ScalarType.Byte).Dispose();
        var kept = Environment.WorkingSet - before;
        return said && kept > Size / 2 ? MemoryKept : $"KeepFreedMemory said {said}, {kept} of {Size} bytes were kept";
    }

    private static string GiveBack()
    {
        const int Size = 24 << 20;
        using var network = new BatchScorer(
            ((IHostEnvironment)new MLContext()).Register("test"), new ResNet(new(), 1, 2), new(1, 8, 8), torch.CPU, NetworkOutput.Probabilities);
        foreach (var tensor in Enumerable.Range(0, 8).Select(_ => torch.ones(Size, dtype: torch.ScalarType.Byte)).ToArray())
            tensor.Dispose();
        var before = Environment.WorkingSet;
        network.Score(new float[64], 1, new float[2]);
        var given = before - Environment.WorkingSet;
        return given > 4 * Size ? GivenBack : $"{given} of {8 * Size} bytes were given back";
    }

    private static string Train()
    {
        using var scope = torch.NewDisposeScope();
        using var network = new ResNet(new(), 1, 2);
        using var optimizer = torch.optim.SGD(network.parameters(), 0.1);
        var weight = network.get_parameter("fc.weight")!;
        var before = weight.clone();
        torch.nn.functional.cross_entropy(network.call(torch.ones(2, 1, 8, 8)), torch.arange(2)).backward();
        optimizer.step();
        return weight.isfinite().all().item<bool>() && !weight.SameAs(before) ? Trained : "nothing was learned";
    }
}
