using ResNetMLNet.Diagnostics;

namespace ResNetMLNet.Tests.Diagnostics;

[TestClass]
public sealed class DoctorTests
{
    [TestMethod]
    public void A_Report_Should_Tell_What_Decides_How_The_Machine_Computes()
    {
        var facts = Doctor.Examine().Facts.ToDictionary(fact => fact.Name);
        foreach (var name in new[] { "ML.NET", "TorchSharp", "libtorch", "processor", "instruction sets", "caches", "cores", "memory", "GPUs", "ImageNet weights" })
            Assert.IsNotEmpty(facts[name].Value, name);
        Assert.IsNull(facts["temporary folder"].Problem);
        Assert.StartsWith("2.", facts["libtorch"].Value);
    }

    [TestMethod]
    [DataRow(KernelState.Right, true, true, null)]
    [DataRow(KernelState.Unsupported, true, true, null)]
    [DataRow(KernelState.Wrong, true, false, "computes each layer that is wrong here in another way")]
    [DataRow(KernelState.Crashed, true, false, "ends the process, which nothing can prevent")]
    [DataRow(KernelState.Crashed, false, false, "does not use these operators")]
    public void It_Should_Give_A_Remedy_Where_Something_Computes_Wrongly(
        KernelState state, bool isUsed, bool isRight, string? remedy)
    {
        var report = new MachineReport([], [new KernelVerdict("kernel", isUsed, state, Error: null, Message: null)]);
        Assert.AreEqual(isRight, report.ComputesRight);
        if (remedy is null)
            Assert.IsNull(report.Remedy);
        else
            Assert.Contains(remedy, report.Remedy!);
    }
}
