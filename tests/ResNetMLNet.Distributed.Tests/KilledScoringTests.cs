using System.Globalization;

namespace ResNetMLNet.Distributed.Tests;

/// <summary>Scorings by processes of which some are killed and started again.</summary>
[TestClass]
public sealed class KilledScoringTests : ScoringTest
{
    private const long MostMemory = 400L << 20;
    private const int RowsPerBlock = 10_000;

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [TestCategory(TestCategories.Long)]
    public void Millions_Of_Rows_In_Eight_Processes_With_Kills_Should_Be_There_Once() => ScoreWithKills(rows: 3_000_000, processes: 8, kills: 12);

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void Rows_Of_Killed_Processes_Should_Be_There_Once() => ScoreWithKills(rows: 300_000, processes: 2, kills: 1);

    private void ScoreWithKills(int rows, int processes, int kills)
    {
        var model = _folder.File("model.zip");
        Ml.Model.Save(Model, null, model);
        var random = new Random(1);
        var running = Enumerable.Range(1, processes).Select(number => Start(number, processes, rows, model)).ToArray();
        for (var kill = 0; kill < kills; kill++)
        {
            WaitForBlocks((kill + 1) * (rows / RowsPerBlock) / (kills + 2));
            var victim = random.Next(processes);
            running[victim].Kill();
            running[victim].Dispose();
            running[victim] = Start(victim + 1, processes, rows, model);
        }
        var peak = running.Max(process => process.PeakMemory());
        foreach (var process in running)
            process.Dispose();

        TestContext.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The most memory of a process was {peak >> 20} MB."));
        Assert.IsLessThan(MostMemory, peak);
        Assert.AreEqual(
            string.Create(CultureInfo.InvariantCulture, $"All {rows:N0} rows are there, in {rows / RowsPerBlock:N0} blocks."),
            Ml.Model.CheckBlocks(_folder.File("scores")).ToString());
        Assert.IsTrue(RowNumbers("scores").Select((number, i) => number == i).All(isRight => isRight));
        Assert.IsEmpty(Files("scores").Keys.Where(name => name.EndsWith(".part", StringComparison.Ordinal)));
    }

    private void WaitForBlocks(int count)
    {
        var folder = Directory.CreateDirectory(_folder.File("scores"));
        Assert.IsTrue(SpinWait.SpinUntil(
            () =>
            {
                Thread.Sleep(5);
                return folder.EnumerateFiles("block-*").Count() >= count;
            },
            _patience));
    }

    private ScoringProcess Start(int number, int count, int rows, string model) => ScoringProcess.Start(
        string.Create(CultureInfo.InvariantCulture, $"{number}/{count}"), rows, model, _folder.File("scores"));
}
