namespace ResNetMLNet.Evaluation.Mpi;

/// <summary>The program under launchers of MPI: the same bits on each, and from a killed rank on.</summary>
[TestClass]
public sealed class MpiTrainingTests
{
    private static readonly Lazy<string> _ofTwo = new(() => Weights(MpiEngine.OpenMpi.Launcher(2)));

    [TestMethod]
    public void Two_Ranks_Should_Have_The_Same_Bits_Each_Time()
    {
        FashionMnistData.Require();

        Assert.AreEqual(_ofTwo.Value, Weights(MpiEngine.OpenMpi.Launcher(2)));
    }

    [TestMethod]
    public void One_Process_Of_A_Launcher_Should_Have_The_Bits_Of_A_Plain_One()
    {
        FashionMnistData.Require();

        Assert.AreEqual(Weights([]), Weights(MpiEngine.OpenMpi.Launcher(1)));
    }

    [TestMethod]
    public void Two_Hosts_Should_Have_The_Bits_Of_One()
    {
        FashionMnistData.Require();
        using var hosts = new TwoHosts("1gbit");

        Assert.AreEqual(_ofTwo.Value, Weights(hosts.Launcher()));
    }

    [TestMethod]
    public void A_Killed_Rank_Should_End_All_And_Resumed_They_Should_Have_The_Bits_Of_An_Uninterrupted_Training()
    {
        FashionMnistData.Require();
        using var training = new KilledTraining(launcher: MpiEngine.OpenMpi.Launcher(2));
        using (var program = training.StartWithCheckpoints())
        {
            Assert.IsTrue(training.WaitForCheckpoint(program), program.Progress);
            Assert.IsTrue(training.WaitForBatch(program, 3), program.Progress);
            RankProcess.OfFolder(training.Folder, rank: 1).Kill();
            Assert.AreNotEqual(0, program.WaitForExit(), program.Progress);
        }
        Assert.IsNotNull(training.ExamineKilled().State);

        using var resumed = training.Resume();
        Assert.AreEqual(0, resumed.WaitForExit(), resumed.Progress);
        Assert.AreEqual(_ofTwo.Value, training.WeightsSha256, resumed.Progress);
    }

    [TestMethod]
    public void What_One_Rank_Lacks_Should_Be_Told_Once_With_Its_Rank()
    {
        FashionMnistData.Require();
        using var training = new KilledTraining();
        var launcher = MpiEngine.OpenMpi.Launcher(1);
        string[] program = [ProgramProcess.Executable, .. training.Arguments("output")];

        using var ranks = ProgramProcess.Start(
            [.. launcher, .. program, ":", "-n", "1", "env", $"FASHION_MNIST_DIR={Path.GetTempPath()}", .. program]);

        Assert.AreEqual(1, ranks.WaitForExit(), ranks.Progress);
        Assert.HasCount(1, ranks.Progress.Split('\n').Where(line => line.StartsWith("error:", StringComparison.Ordinal)), ranks.Progress);
        Assert.MatchesRegex("error: Rank 1 on .* has failed: The Fashion-MNIST folder .* lacks", ranks.Progress);
    }

    [TestMethod]
    [TestCategory(TestCategories.Long)]
    public void Mpich_Should_Have_The_Bits_Of_Open_Mpi()
    {
        FashionMnistData.Require();

        Assert.AreEqual(_ofTwo.Value, Weights(MpiEngine.Mpich.Launcher(2)));
        Assert.AreEqual(Weights(MpiEngine.OpenMpi.Launcher(3)), Weights(MpiEngine.Mpich.Launcher(3)));
    }

    [TestMethod]
    [TestCategory(TestCategories.Long)]
    public void A_Rank_That_Hangs_Should_Be_Named_When_Its_Time_Is_Over()
    {
        FashionMnistData.Require();
        using var training = new KilledTraining(epochs: 10_000, MpiEngine.OpenMpi.Launcher(2));
        using var program = training.StartWithCheckpoints("--rank-timeout", "10");
        Assert.IsTrue(training.WaitForCheckpoint(program), program.Progress);
        RankProcess.OfFolder(training.Folder, rank: 1).Suspend();

        Assert.AreNotEqual(0, program.WaitForExit(), program.Progress);
        Assert.MatchesRegex("error: Rank 1 on .* has not answered for 00:00:10", program.Progress);
    }

    private static string Weights(IReadOnlyList<string> launcher)
    {
        using var training = new KilledTraining(launcher: launcher);
        using var program = training.Start();
        Assert.AreEqual(0, program.WaitForExit(), program.Progress);
        return training.WeightsSha256;
    }
}
