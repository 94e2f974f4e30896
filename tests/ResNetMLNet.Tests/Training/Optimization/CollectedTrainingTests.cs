using ResNetMLNet.Tests.Interop;

namespace ResNetMLNet.Tests.Training.Optimization;

[TestClass]
public sealed class CollectedTrainingTests
{
    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void Training_Should_Give_The_Same_Weights_However_Often_Memory_Is_Collected()
    {
        // The C library overwrites freed memory, and code is compiled at once as it otherwise is after some calls only.
        var environment = new Dictionary<string, string?>
        {
            [StartupHook.CollectVariable] = "1", ["MALLOC_PERTURB_"] = "165", ["DOTNET_TieredCompilation"] = "0",
        };

        Assert.AreEqual(CollectedTraining.Same, Deployment.Run(typeof(StartupHook).Assembly.Location, environment));
    }
}
