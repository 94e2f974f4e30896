using System.Text.Json;

namespace ResNetMLNet.Distributed.Tests;

[TestClass]
public sealed class BlockScoringTests : ScoringTest
{
    [TestMethod]
    [DataRow(1, BlockFormat.Parquet)]
    [DataRow(2, BlockFormat.Parquet)]
    [DataRow(3, BlockFormat.Parquet)]
    [DataRow(8, BlockFormat.Csv)]
    [DataRow(30, BlockFormat.Parquet)]
    public void Parts_Should_Make_The_Same_Files_As_One_Process_Byte_For_Byte(int count, BlockFormat format)
    {
        ScoreAll(1, "alone", format);

        var check = ScoreAll(count, "together", format);

        Assert.IsTrue(check.IsComplete);
        Assert.AreEqual("All 95 rows are there, in 10 blocks.", check.ToString());
        Assert.AreSequenceEqual(Files("alone"), Files("together"));
        Assert.HasCount(11, Files("together"));
    }

    [TestMethod]
    public void Each_Row_Should_Be_There_Once()
    {
        ScoreAll(3, "scores");

        Assert.AreSequenceEqual(Enumerable.Range(0, 95).Select(row => (long)row), RowNumbers("scores"));
    }

    [TestMethod]
    public void A_Restart_With_Any_Number_Should_Score_Only_What_Is_Missing()
    {
        Score(Options("2/3"));
        Score(Options("3/5"));
        var before = Files("scores");
        List<int> read = [];

        var check = Score(Options("1/1"), read: read.Add);

        Assert.IsTrue(check.IsComplete);
        Assert.IsEmpty(read.Intersect([.. Rows(1), .. Rows(4), .. Rows(7), .. Rows(2)]));
        Assert.HasCount(55, read.Distinct());
        Assert.HasCount(read.Count, read.Distinct());
        foreach (var (name, content) in before.Where(file => file.Key != "_scores.json"))
            Assert.AreEqual(content, Files("scores")[name]);
    }

    [TestMethod]
    public void Nothing_Should_Be_Read_Of_Rows_Of_Other_Parts()
    {
        List<int> read = [];

        Score(Options("2/4"), read: read.Add);

        Assert.AreSequenceEqual([.. Rows(1), .. Rows(5), .. Enumerable.Range(90, 5)], read);
    }

    [TestMethod]
    public void A_Finished_Part_Should_Not_Read_The_Data_Again()
    {
        Score(Options("2/2"));
        var data = new CountingView(GeneratedRows.View(Ml, 95));

        Ml.Model.ScoreToBlocks(Model, data, Options("2/2"));

        Assert.AreEqual(0, data.Moves);
    }

    [TestMethod]
    public void A_File_Should_Say_What_The_Blocks_Are_Of()
    {
        var options = Options();
        (options.KeyColumnNames, options.TopCount) = ([], 1);
        (options.ModelFingerprint, options.DataFingerprint) = ("one", "some");

        Score(options);

        using var json = JsonDocument.Parse(File.ReadAllText(_folder.File("scores/_scores.json")));
        Assert.AreEqual(
            """{"format":"parquet","rowsPerBlock":10,"columns":["Row","PredictedLabel","Class1","Score1"],"model":"one","data":"some","rowCount":95}""",
            JsonSerializer.Serialize(json.RootElement));
    }

    [TestMethod]
    public void Empty_Data_Should_Be_Complete_Without_A_Block()
    {
        var check = Score(Options("2/2"), rows: 0);

        Assert.IsTrue(check.IsComplete);
        Assert.AreEqual("All 0 rows are there, in 0 blocks.", check.ToString());
        Assert.AreSequenceEqual(["_scores.json"], Files("scores").Keys);
    }

    [TestMethod]
    [DataRow(10, 1)]
    [DataRow(20, 2)]
    [DataRow(21, 3)]
    public void A_Block_Should_Have_A_Row_At_Least(int rows, int blocks)
    {
        Assert.AreEqual(blocks, ScoreAll(2, "scores", rows: rows).BlockCount);
        Assert.HasCount(blocks + 1, Files("scores"));
    }

    [TestMethod]
    public void A_Cancelled_Scoring_Should_Leave_Whole_Blocks_Only()
    {
        using var cancel = new CancellationTokenSource();
        var options = Options();
        options.CancellationToken = cancel.Token;

        Assert.ThrowsExactly<OperationCanceledException>(() => Score(options, read: row =>
        {
            if (row == 35)
                cancel.Cancel();
        }));

        Assert.AreEqual("All 95 rows are there, in 10 blocks.", Score(Options()).ToString());
    }

    [TestMethod]
    public void An_Error_Should_Drop_The_Block_And_Leave_Those_Before()
    {
        Assert.Throws<Exception>(() => Score(Options(), read: row => _ = row == 35 ? throw new InvalidDataException("bad") : 0));

        Assert.HasCount(4, Files("scores"));
        Assert.IsTrue(Score(Options()).IsComplete);
    }

    [TestMethod]
    public void What_A_Killed_Process_Left_Should_Be_Gone_In_The_End()
    {
        Score(Options("1/2"));
        _folder.Write("scores/block-000003.parquet.1234.part", [1, 2, 3]);

        Assert.IsTrue(Score(Options()).IsComplete);

        Assert.IsEmpty(Files("scores").Keys.Where(name => name.EndsWith(".part", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Progress_Should_Count_The_Rows_Of_The_Part_And_Those_Without_Scores()
    {
        List<ScoringProgress> told = [];
        Score(Options("1/3"));
        var options = Options("1/2");
        options.RowCount = 95;
        options.Progress = new Listener(told);

        Score(options);

        Assert.AreEqual(new ScoringProgress(50, 50, 1), told[^1]);
        Assert.AreSequenceEqual(told.Select(progress => progress.RowsDone).Order(), told.Select(progress => progress.RowsDone));
        told.Clear();
        options.Part = ScoringPart.All;
        Score(options);
        Assert.AreEqual(new ScoringProgress(95, 95, 0), told[^1]);
    }

    [TestMethod]
    public void Processes_That_Start_At_Once_Should_Agree()
    {
        Parallel.For(1, 9, new ParallelOptions { MaxDegreeOfParallelism = 8 }, number =>
        {
            var ml = new Microsoft.ML.MLContext(1);
            ml.Model.ScoreToBlocks(Model, GeneratedRows.View(ml, 95), Options(FormattableString.Invariant($"{number}/8")));
        });

        Assert.IsTrue(Ml.Model.CheckBlocks(_folder.File("scores")).IsComplete);
        Assert.HasCount(11, Files("scores"));
    }

    private static IEnumerable<int> Rows(int block) => Enumerable.Range(10 * block, 10);

    private sealed class Listener(List<ScoringProgress> told) : IProgress<ScoringProgress>
    {
        public void Report(ScoringProgress value) => told.Add(value);
    }
}
