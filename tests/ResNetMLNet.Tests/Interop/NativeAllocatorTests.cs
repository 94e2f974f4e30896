using ResNetMLNet.Interop;

namespace ResNetMLNet.Tests.Interop;

[TestClass]
public sealed class NativeAllocatorTests
{
    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void KeepFreedMemory_Should_Do_What_It_Says_Until_A_Network_Is_There_To_Score_And_Leave_Training_Possible()
    {
        using var deployment = new Deployment();
        deployment.AddTorch();
        deployment.Add(Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so"), "libLibTorchSharp.so");

        Assert.AreEqual($"{StartupHook.MemoryKept}, {StartupHook.Trained}, {StartupHook.GivenBack}", deployment.Load(keepMemory: true));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Linux)]
    public void KeepFreedMemory_Should_Say_That_It_Does_Nothing_Without_Glibc() =>
        Assert.IsFalse(NativeAllocator.KeepFreedMemory());
}
