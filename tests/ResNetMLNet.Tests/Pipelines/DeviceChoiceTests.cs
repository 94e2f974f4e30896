using ResNetMLNet.Interop;
using ResNetMLNet.Pipelines.Common.CommandLine;

namespace ResNetMLNet.Tests.Pipelines;

[TestClass]
public sealed class DeviceChoiceTests
{
    [TestMethod]
    public void A_Context_Should_Name_A_Gpu_Only_Where_There_Is_One()
    {
        Assert.AreEqual(CudaDevices.Count > 0 ? 0 : null, DeviceChoice.Auto.CreateContext(seed: 1).GpuDeviceId);
        Assert.IsNull(DeviceChoice.Cpu.CreateContext(seed: 1).GpuDeviceId);
    }
}
