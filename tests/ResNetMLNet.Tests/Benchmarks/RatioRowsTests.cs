using ResNetMLNet.Benchmarks.Contenders;
using ResNetMLNet.Benchmarks.Ratios;
using ResNetMLNet.Benchmarks.Running;

namespace ResNetMLNet.Tests.Benchmarks;

[TestClass]
public sealed class RatioRowsTests
{
    [TestMethod]
    public void A_Row_Should_Hold_The_Medians_Their_Ratio_And_The_Spread_Of_The_Rounds()
    {
        var row = RatioRow.Of("id", [20, 30, 90], [10, 10, 20], atLeast: 3);
        Assert.AreEqual(new RatioRow("id", 30, 10, 3, 3, null, (4.5 - 2) / 3), row);
        Assert.IsTrue(row.IsReached);
        Assert.IsFalse((row with { AtLeast = 3.1 }).IsReached);
        Assert.IsFalse((row with { AtLeast = null, AtMost = 2.9 }).IsReached);
    }

    [TestMethod]
    public void The_File_Should_Keep_The_Order_Of_The_Fields_And_Name_An_Upper_Bound_Only_If_There_Is_One() => Assert.AreEqual(
        """
        [
          {
            "id": "one",
            "ours": 2,
            "theirs": 1,
            "ratio": 2,
            "atLeast": 1.5,
            "spread": 0.5,
            "processor": "Some"
          },
          {
            "id": "two",
            "ours": 1,
            "theirs": 2,
            "ratio": 0.5,
            "atLeast": null,
            "atMost": 0.6,
            "spread": 0,
            "processor": "Some"
          }
        ]

        """.ReplaceLineEndings("\n"),
        RatioFile.Text([new("one", 2, 1, 2, 1.5, null, 0.5), new("two", 1, 2, 0.5, null, 0.6, 0)], "Some"));

    [TestMethod]
    public void Of_Two_Image_Sizes_The_Worse_One_Should_Count()
    {
        var rows = RatioRows.Of(new[] { Fit(28, fit: 2), Fit(96, fit: 4) }.ToDictionary(race => race.Race.Title));
        Assert.AreEqual(2.0, rows.Single(row => row.Id == "fit-auto-28").Ratio, 1e-9);
        Assert.AreEqual(4.0, rows.Single(row => row.Id == "fit-auto-96").Ratio, 1e-9);
        Assert.AreEqual(2.0, rows.Single(row => row.Id == "fit-auto-96-kept").Ratio, 1e-9);
        Assert.AreEqual(2.0, rows.Single(row => row.Id == "fit-vs-tricks").Ratio, 1e-9);
        Assert.IsFalse(rows.Any(row => row.Id == "predict-28"), "its race was not run");
    }

    [TestMethod]
    public void Featurizing_Should_Be_Compared_With_Scoring_And_With_The_Session()
    {
        var race = RaceOf(
            RaceName.Score(28),
            (ContenderName.FeaturizeFloat32, 6), (ContenderName.ScoreFloat32, 3), (ContenderName.Ort, 2),
            (ContenderName.ScoreBFloat16, 1), (ContenderName.ApplyOnnx, 1));
        var rows = RatioRows.Of(new Dictionary<string, RaceResult> { [race.Race.Title] = race });
        Assert.AreEqual(3.0, rows.Single(row => row.Id == "featurize-28").Ratio, 1e-9);
        Assert.AreEqual(2.0, rows.Single(row => row.Id == "featurize-vs-score").Ratio, 1e-9);
    }

    [TestMethod]
    public void Fine_Tuning_Should_Be_Compared_In_Speed_And_Memory()
    {
        var race = RaceOf(RaceName.FineTune, (ContenderName.FineTune, 5), (ContenderName.FineTuneBare, 2));
        var rows = RatioRows.Of(new Dictionary<string, RaceResult> { [race.Race.Title] = race });
        Assert.AreSequenceEqual(["fine-tune-224", "fine-tune-memory"], rows.Select(row => row.Id));
        Assert.AreEqual(2.5, rows[0].Ratio, 1e-9);
        Assert.AreEqual(1.0, rows[1].AtMost);
    }

    [TestMethod]
    public void The_Plan_Should_Have_The_Races_That_Can_Be_Chosen() => Assert.AreSequenceEqual(
        RaceName.All, new RatioPlan(Quick: true).Races((_, _) => "").Select(race => race.Title));

    /// <summary>A race in which all go through one row a second, but the trainer, and the plain loop that keeps memory: two.</summary>
    private static RaceResult Fit(int size, int fit) => RaceOf(
        RaceName.Fit(size),
        (ContenderName.Bare, 1), (ContenderName.BareKept, 2), (ContenderName.FitFloat32, 1), (ContenderName.FitAuto, fit),
        (ContenderName.Tricks, 1));

    /// <summary>A race of one round in which contenders go through so many rows a second.</summary>
    private static RaceResult RaceOf(string title, params (string Name, int Speed)[] contenders) => new(
        new Race(title, [], Rounds: 1, TimeSpan.Zero),
        contenders.ToDictionary(
            contender => contender.Name,
            IReadOnlyList<Round> (contender) => [new Round(1, contender.Speed, PeakBytes: 1)]));
}
