using ResNetMLNet.Benchmarks.Contenders;
using ResNetMLNet.Benchmarks.Ratios;
using ResNetMLNet.Benchmarks.Running;

namespace ResNetMLNet.Tests.Benchmarks;

[TestClass]
public sealed class RatioFallTests
{
    private const string Here = "This processor";
    private const string None = "Of 1 rows that are committed, none is worse by more than its spread.";

    [TestMethod]
    [DataRow(1.9, 0.1, "fit-auto-28 fell from 2.60 to 1.90, more than its spread of 20%.")]
    [DataRow(1.9, 0.3, None, DisplayName = "the spread of the run is the larger one")]
    [DataRow(2.1, 0.1, None)]
    [DataRow(9, 0.1, None)]
    public void A_Ratio_Should_Not_Fall_By_More_Than_The_Larger_Spread(double ratio, double spread, string expected) =>
        Assert.AreSequenceEqual([expected], RatioFall.Text([AtLeast(ratio, spread)], [AtLeast(2.6, spread: 0.2)], Here));

    [TestMethod]
    [DataRow(1.2, "fit-memory rose from 0.91 to 1.20, more than its spread of 10%.")]
    [DataRow(1.0, None)]
    [DataRow(0.2, None)]
    public void A_Ratio_Bound_From_Above_Should_Not_Rise(double ratio, string expected) =>
        Assert.AreSequenceEqual([expected], RatioFall.Text([AtMost(ratio)], [AtMost(0.91)], Here));

    [TestMethod]
    public void Only_Rows_That_Are_Committed_Should_Be_Compared_And_Another_Machine_Named() => Assert.AreSequenceEqual(
        [None, "The committed rows are of another kind of machine: Another; this is This processor."],
        RatioFall.Text([AtLeast(2.6, 0), AtMost(1)], [AtLeast(2.6, 0) with { Processor = "Another" }], Here));

    [TestMethod]
    public void The_Committed_Rows_Should_Be_Those_That_Races_Give()
    {
        var races = new RatioPlan(Quick: true).Races((_, _) => "").ToList();
        var names = races.SelectMany(race => race.Contenders).Select(settings => settings.Contender).ToHashSet();
        names.Add(ContenderName.ScoreBFloat16);
        var rounds = names.ToDictionary(name => name, IReadOnlyList<Round> (_) => [new Round(1, 1, PeakBytes: 1)]);
        var ids = RatioRows.Of(races.ToDictionary(race => race.Title, race => new RaceResult(race, rounds))).Select(row => row.Id);
        var committed = RatioFile.Committed();
        Assert.IsNotEmpty(committed);
        Assert.IsEmpty(committed.Select(row => row.Id).Except(ids));
        Assert.IsTrue(committed.All(row => row.Ratio > 0 && row.Spread > 0 && row.Processor is not null));
    }

    private static RatioRow AtLeast(double ratio, double spread) => new("fit-auto-28", ratio, 1, ratio, 2, null, spread, Here);

    private static RatioRow AtMost(double ratio) => new("fit-memory", ratio, 1, ratio, null, 1.15, 0.1, Here);
}
