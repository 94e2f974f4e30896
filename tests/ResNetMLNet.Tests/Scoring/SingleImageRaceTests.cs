using ResNetMLNet.Interop;
using ResNetMLNet.Scoring;
using ResNetMLNet.Transforms.Interop;
using static TorchSharp.torch;

namespace ResNetMLNet.Tests.Scoring;

[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class SingleImageRaceTests
{
    private static bool IsAlone => get_num_threads() == 1;

    [TestInitialize]
    public void TakeTwoThreads()
    {
        NativeLibraries.EnsureLoaded();
        ComputeThreads.Count = 2;
        TorchThreads.Apply();
    }

    [TestCleanup]
    public void Reset()
    {
        ComputeThreads.Count = null;
        TorchThreads.Apply();
    }

    [TestMethod]
    public void The_Faster_Should_Win()
    {
        Assert.IsTrue(new SingleImageRace().IsWonAlone(() => Score(milliseconds: IsAlone ? 0 : 50)));
        Assert.IsFalse(new SingleImageRace().IsWonAlone(() => Score(milliseconds: IsAlone ? 15 : 0)));
        Assert.AreEqual(2, get_num_threads());
    }

    [TestMethod]
    public void Other_Numbers_Or_Long_Work_Should_Lose()
    {
        Assert.IsFalse(new SingleImageRace().IsWonAlone(() => IsAlone ? [1] : Score(milliseconds: 50)));
        Assert.IsFalse(new SingleImageRace().IsWonAlone(() => Score(milliseconds: IsAlone ? 30 : 100)));
    }

    [TestMethod]
    public void The_Race_Should_Be_Run_Once()
    {
        var race = new SingleImageRace();
        var calls = 0;
        race.IsWonAlone(Counted);
        var ofRace = calls;
        race.IsWonAlone(Counted);
        Assert.AreEqual(ofRace, calls);

        float[] Counted()
        {
            calls++;
            return [2];
        }
    }

    private static float[] Score(int milliseconds)
    {
        Thread.Sleep(milliseconds);
        return [2];
    }
}
