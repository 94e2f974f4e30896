using System.Diagnostics;

namespace ResNetMLNet.Evaluation;

/// <summary>
/// A training killed by SIGKILL: what it has written is whole at every moment, and the training goes on from there as if
/// nothing had been.
/// </summary>
[TestClass]
[TestCategory(TestCategories.Long)]
public sealed class KillTests(TestContext context)
{
    /// <summary>Rounds that run at the same time, which halves the test's time on two cores.</summary>
    private const int Lanes = 2;

    private const int RoundsOfLane = 6;

    /// <summary>In this round of a lane the program is killed before it trains.</summary>
    private const int StartUpRound = 3;

    [TestMethod]
    public async Task A_Training_Killed_At_Any_Moment_Should_Come_To_The_Weights_Of_An_Uninterrupted_One()
    {
        FashionMnistData.Require();
        var weights = Uninterrupted();
        var startUp = StartUp(weights);
        var lanes = await Task.WhenAll(Enumerable.Range(1, Lanes).Select(lane => Task.Run(() => Lane(lane, startUp, weights))));
        var kills = lanes.SelectMany(lane => lane).ToList();
        foreach (var kill in kills)
            context.WriteLine(kill.ToString());

        Assert.IsGreaterThanOrEqualTo(8, kills.Count(kill => kill.IsWithinTraining), string.Join("; ", kills));
        Assert.IsGreaterThanOrEqualTo(3, kills.Count(kill => kill.Batch > 0), string.Join("; ", kills));
    }

    [TestMethod]
    public void A_Second_Training_In_The_Same_Checkpoint_Folder_Should_Be_Refused_Until_The_First_One_Is_Killed()
    {
        FashionMnistData.Require();
        using var training = new KilledTraining(epochs: 10_000);
        using var first = training.StartWithCheckpoints();
        Assert.IsTrue(training.WaitForCheckpoint(first), first.Progress);

        using var second = training.Resume("second");
        Assert.AreEqual(1, second.WaitForExit(), second.Progress);
        Assert.Contains("Another training may be using it", second.Progress);

        first.Kill();
        using var third = training.Resume("third");
        Assert.IsTrue(third.WaitUntil(() => third.Progress.Contains("Going on from the checkpoint")), third.Progress);
    }

    private static string Uninterrupted()
    {
        using var training = new KilledTraining();
        using var program = training.Start();
        Assert.AreEqual(0, program.WaitForExit(), program.Progress);
        return training.WeightsSha256;
    }

    /// <summary>Lets a training with checkpoints go to its end, and gives the time from its start to the first of them.</summary>
    private static TimeSpan StartUp(string weights)
    {
        using var training = new KilledTraining();
        var started = Stopwatch.GetTimestamp();
        using var program = training.StartWithCheckpoints();
        Assert.IsTrue(training.WaitForCheckpoint(program), program.Progress);
        var startUp = Stopwatch.GetElapsedTime(started);
        Assert.AreEqual(0, program.WaitForExit(), program.Progress);
        Assert.AreEqual(weights, training.WeightsSha256, "writing checkpoints changed the weights");
        training.ExamineFinished();
        return startUp;
    }

    private static List<KilledAt> Lane(int lane, TimeSpan startUp, string weights)
    {
        // The moments still differ from run to run, as the machine does.
        var random = new Random(lane);
        return [.. Enumerable.Range(1, RoundsOfLane).Select(round => Kill(lane, round, random, startUp, weights))];
    }

    /// <summary>One round: a training that is killed, looked at, and brought to its end.</summary>
    private static KilledAt Kill(int lane, int round, Random random, TimeSpan startUp, string weights)
    {
        using var training = new KilledTraining();
        using (var program = training.StartWithCheckpoints())
        {
            if (round == StartUpRound)
                Thread.Sleep(startUp * random.NextDouble());
            else
                WaitForMoment(random, training, program);
            program.Kill();
        }
        var (state, wasWriting) = training.ExamineKilled();
        var kill = new KilledAt(lane, round, state?.History.Count, state?.Batch, wasWriting);

        using var resumed = training.Resume();
        Assert.AreEqual(0, resumed.WaitForExit(), $"{kill}\n{resumed.Progress}");
        Assert.AreEqual(weights, training.WeightsSha256, $"{kill}\n{resumed.Progress}");
        training.ExamineFinished();
        return kill;
    }

    /// <summary>
    /// Waits into a random batch: until the checkpoint says that those before it are done, and then no longer than one of them
    /// took. A wait by times of another training would miss the end of this one on a machine that is busier or idler by now.
    /// </summary>
    private static void WaitForMoment(Random random, KilledTraining training, ProgramProcess program)
    {
        Assert.IsTrue(training.WaitForCheckpoint(program), program.Progress);
        var started = Stopwatch.GetTimestamp();
        var batch = random.Next(2, KilledTraining.Batches - 1);
        Assert.IsTrue(training.WaitForBatch(program, batch), program.Progress);
        Thread.Sleep(Stopwatch.GetElapsedTime(started) / batch * random.NextDouble());
    }

    /// <summary>Where a kill hit.</summary>
    /// <param name="Lane">The number of the lane.</param>
    /// <param name="Round">The number of the round in it.</param>
    /// <param name="Epochs">The finished epochs in the checkpoint; null without one.</param>
    /// <param name="Batch">The batches behind them.</param>
    /// <param name="WasWriting">Whether a checkpoint was being written.</param>
    private sealed record KilledAt(int Lane, int Round, int? Epochs, int? Batch, bool WasWriting)
    {
        public bool IsWithinTraining => Epochs < KilledTraining.Epochs;
    }
}
