using ResNetMLNet.Tests.Utilities;
using ResNetMLNet.Transforms.Interop;

namespace ResNetMLNet.Transforms.Tests.Interop;

[TestClass]
public sealed class ComputeThreadsTests
{
    [TestMethod]
    public void Count_Should_Be_At_Least_One() => Expect.Error<ArgumentOutOfRangeException>(
        () => ComputeThreads.Count = 0, "ComputeThreads.Count has to be at least 1, or null for the default.");
}
