using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Transforms.Tests.Interop;

[TestClass]
public sealed class ComputeThreadsTests
{
    [TestCleanup]
    public void Reset() => ComputeThreads.Count = null;

    [TestMethod]
    public void Count_Should_Be_Chosen_Before_Environment_And_Quota()
    {
        foreach (var count in new[] { 1, 12_345 })
        {
            ComputeThreads.Count = count;
            Assert.AreEqual(count, ComputeThreads.Chosen);
            Assert.IsNull(ComputeThreads.Quota);
        }
    }

    [TestMethod]
    public void Count_Should_Be_At_Least_One() => Expect.Error<ArgumentOutOfRangeException>(
        () => ComputeThreads.Count = 0, "ComputeThreads.Count has to be at least 1, or null for the default.");
}
