using System.Runtime.InteropServices;
using ResNetMLNet.Interop;

namespace ResNetMLNet.Tests.Interop;

[TestClass]
public sealed class CpuFeaturesTests
{
    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void HasNativeBFloat16_Should_Agree_With_The_Kernel()
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            Assert.IsFalse(CpuFeatures.HasNativeBFloat16);
            return;
        }

        string[] flags = File.ReadLines("/proc/cpuinfo")
            .First(line => line.StartsWith("flags", StringComparison.Ordinal))
            .Split(' ');
        bool expected = flags.Contains("avx512f") && (flags.Contains("avx512_bf16") || flags.Contains("amx_bf16"));

        Assert.AreEqual(expected, CpuFeatures.HasNativeBFloat16);
    }
}
