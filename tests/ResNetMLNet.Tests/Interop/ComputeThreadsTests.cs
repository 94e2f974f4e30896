using ResNetMLNet.Interop;
using ResNetMLNet.Transforms.Interop;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Interop;

[TestClass]
public sealed class ComputeThreadsTests
{
    [TestCleanup]
    public void Reset()
    {
        ComputeThreads.Count = null;
        TorchThreads.Apply();
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [DataRow(null, "TorchSharp 1, on a new thread 1, ONNX Runtime 1")]
    [DataRow("2", "TorchSharp 2, on a new thread 2, ONNX Runtime 2")]
    public void Threads_Should_Follow_The_Quota_Unless_The_Environment_Names_A_Number(string? ofUser, string expected)
    {
        // For .NET this is a quota of one core.
        var environment = new Dictionary<string, string?>
        {
            [StartupHook.ThreadsVariable] = "1",
            ["DOTNET_PROCESSOR_COUNT"] = "1",
            ["OMP_NUM_THREADS"] = ofUser,
            ["MKL_NUM_THREADS"] = null,
        };

        Assert.AreEqual(expected, Deployment.Run(typeof(StartupHook).Assembly.Location, environment));
    }

    [TestMethod]
    public void Count_Should_Hold_On_Every_Thread_That_Computes_And_End_With_It()
    {
        NativeLibraries.EnsureLoaded();
        var before = get_num_threads();

        ComputeThreads.Count = before + 1;
        TorchThreads.Apply();
        Assert.AreEqual(before + 1, get_num_threads());
        Assert.AreEqual(before + 1, ComputeThreads.Chosen);

        ComputeThreads.Count = null;
        TorchThreads.Apply();
        Assert.AreEqual(before, get_num_threads());
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_Thread_Should_Compute_Alone_Until_The_Scope_Ends_And_Others_As_Before()
    {
        NativeLibraries.EnsureLoaded();
        var before = get_num_threads();
        using (TorchThreads.Alone())
        {
            Assert.AreEqual(1, get_num_threads());
            var other = 0;
            var thread = new Thread(() => other = get_num_threads());
            thread.Start();
            thread.Join();
            Assert.AreEqual(before, other);
        }
        Assert.AreEqual(before, get_num_threads());
    }
}
